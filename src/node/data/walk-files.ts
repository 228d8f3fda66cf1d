import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { inParallel } from '../../app/in-parallel.js';
import { isMissing } from '../files/file-errors.js';

/** A file found below a folder. */
export interface FoundFile {
  /** Relative, with forward slashes. */
  readonly path: string;
  /** False for links, sockets and the like. */
  readonly plain: boolean;
}

/** Everything below a folder but folders, in no order; nothing where there is no folder. Links are not followed. */
export async function* filesBelow(folder: string, below = ''): AsyncIterable<FoundFile> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch((error: unknown): Dirent[] => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const entry of entries) {
    const found = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(folder, found);
    else yield { path: found, plain: entry.isFile() };
  }
}

/** How much is below a folder. */
export interface Measure {
  readonly files: number;
  readonly bytes: number;
}

export const measure = async (folder: string): Promise<Measure> => {
  const found: string[] = [];
  for await (const file of filesBelow(folder)) found.push(file.path);
  const sizes = await inParallel(found, 16, async (file) => (await stat(path.join(folder, file))).size);
  return { files: found.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
};
