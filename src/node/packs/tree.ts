import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { TreeEntry } from '../../app/packs/ports.js';
import { onFile } from '../files/file-errors.js';

const kindOf = (entry: Dirent): TreeEntry['kind'] =>
  entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'other';

const walkInto = async (
  folder: string,
  prefix: string,
  enter: (name: string) => boolean,
): Promise<readonly TreeEntry[]> => {
  const found: TreeEntry[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!enter(entry.name)) continue;
    const relative = prefix + entry.name;
    if (entry.isDirectory()) found.push(...(await walkInto(path.join(folder, entry.name), `${relative}/`, enter)));
    else found.push({ path: relative, kind: kindOf(entry) });
  }
  return found;
};

/** Everything below a folder that `enter` lets in, by its path with forward slashes. Links are listed and not followed. */
export const walkFolder = (folder: string, enter: (name: string) => boolean): Promise<readonly TreeEntry[]> =>
  onFile(folder, () => walkInto(folder, '', enter));
