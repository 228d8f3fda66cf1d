import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const course = fileURLToPath(new URL('../fixtures/author-course', import.meta.url));

/** A folder as an author has it: a course in it, named in its settings, and no check on save. */
export const authorFolder = async (folder: string): Promise<void> => {
  await cp(course, path.join(folder, 'courses', 'letters'), { recursive: true });
  await mkdir(path.join(folder, '.vscode'));
  const settings = { 'delabs.courseFolders': ['courses'], 'delabs.checkOnSave': false };
  await writeFile(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings, null, 2));
};
