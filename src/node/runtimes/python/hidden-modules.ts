import { readdir } from 'node:fs/promises';
import type { Environment } from './environment.js';

/**
 * Modules of the environment or the standard library that something in a folder hides from a script there: a file `pandas.py`, or
 * a folder `pandas`, beside it.
 */
export const hiddenModules = async (folder: string, { modules, standard }: Environment): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const known = new Set([...modules, ...standard]);
  const own = new Set<string>();
  for (const entry of entries) {
    const name = entry.name.replace(/\.py$/, '');
    const importable = entry.isDirectory() || name !== entry.name;
    if (!importable || !known.has(name)) continue;
    // A folder without code of its own hides nothing that is installed.
    if (!entry.isDirectory() || (await readdir(`${folder}/${entry.name}`)).includes('__init__.py')) own.add(name);
  }
  return [...own];
};
