import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EntryKind, FileInfo, Files } from '../../core/ports.js';
import { replaceFile, writeNew } from './atomic.js';
import { isMissing, onFile } from './file-errors.js';
import { movePath } from './move.js';
import { decodeText } from './text.js';

const infoOf = async (file: string): Promise<FileInfo | undefined> => {
  try {
    const found = await stat(file);
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, size: found.size, mtimeMs: found.mtimeMs, changedMs: found.ctimeMs };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const kindOf = (entry: Dirent): EntryKind => {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
};

const entriesOf = async (folder: string): Promise<ReadonlyMap<string, EntryKind>> => {
  const found = await readdir(folder, { withFileTypes: true });
  return new Map(found.map((entry) => [entry.name, kindOf(entry)]));
};

const create = async (file: string, content: Uint8Array | string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeNew(file, content);
};

/** {@link Files} on the local disk. */
export const nodeFiles: Files = {
  readText: (file) => onFile(file, async () => decodeText(await readFile(file), file)),
  readBytes: (file) => onFile(file, () => readFile(file)),
  info: (file) => onFile(file, () => infoOf(file)),
  list: (folder) => onFile(folder, async () => (await readdir(folder)).sort()),
  entries: (folder) => onFile(folder, () => entriesOf(folder)),
  create: (file, content) => onFile(file, () => create(file, content)),
  replace: (file, content) => onFile(file, () => replaceFile(file, content)),
  move: (from, to) => onFile(to, () => movePath(from, to)),
  remove: (target) => onFile(target, () => rm(target, { recursive: true, force: true, maxRetries: 5 })),
};
