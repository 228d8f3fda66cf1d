import { LabError } from '../../../src/core/errors.js';
import type { EntryKind, Files } from '../../../src/core/ports.js';

const unused = (): Promise<never> => Promise.reject(new Error('the manifest layer only reads'));

/**
 * Files that exist only here: absolute path -> text. A text that is an error is what reading the file ends with.
 * @param read collects the paths whose text was asked for
 */
export const memoryFiles = (texts: Readonly<Record<string, string | LabError>>, read: string[] = []): Files => ({
  readText: (path) => {
    read.push(path);
    const text = texts[path] ?? new LabError('file-missing', `There is no ${path}.`);
    return typeof text === 'string' ? Promise.resolve(text) : Promise.reject(text);
  },
  info: (path) => {
    const text = texts[path];
    const isFolder = Object.keys(texts).some((other) => other.startsWith(`${path}/`));
    if (text === undefined && !isFolder) return Promise.resolve(undefined);
    const size = typeof text === 'string' ? text.length : 0;
    return Promise.resolve({ kind: isFolder ? 'folder' : 'file', size, mtimeMs: 0, changedMs: 0 });
  },
  entries: (folder) => {
    const below = Object.keys(texts).filter((path) => path.startsWith(`${folder}/`));
    if (below.length === 0) return Promise.reject(new LabError('file-missing', `There is no ${folder}.`));
    const names = below.map((path) => path.slice(folder.length + 1));
    const kindOf = (name: string): EntryKind => (name.includes('/') ? 'folder' : 'file');
    return Promise.resolve(new Map(names.map((name) => [name.replace(/\/.*/, ''), kindOf(name)])));
  },
  readBytes: unused,
  list: unused,
  create: unused,
  replace: unused,
  move: unused,
  remove: unused,
});
