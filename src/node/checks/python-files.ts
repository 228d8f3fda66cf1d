import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { code, listOf, numberWord } from '../../core/check/text/words.js';
import type { PythonWords } from '../../core/runtime/python/describe-failure.js';

/** A file of the learner's, or what to say about its absence. */
export type FoundFile = { readonly file: string } | { readonly words: PythonWords };

/**
 * Finds a file in a folder (absolute, links resolved): at its path (relative, with forward slashes), else the only one of that name
 * anywhere below. Folders of `skip` are not looked into. `file` is relative, too.
 */
export const findPythonFile = async (folder: string, wanted: string, skip: readonly string[]): Promise<FoundFile> => {
  if (await isFile(folder, wanted)) return { file: wanted };
  const name = path.posix.basename(wanted);
  const all = await filesBelow(folder, '', skip);
  const found = all.filter((file) => path.posix.basename(file) === name);
  const [first] = found;
  if (first !== undefined && found.length === 1) return { file: first };
  if (first !== undefined)
    return {
      words: {
        message: `There are ${numberWord(found.length)} files ${code(name)}: ${listOf(found.map(code))}.`,
        help: `Keep one of them, or name it ${code(wanted)}.`,
      },
    };
  const python = all.filter((file) => /\.(py|ipynb)$/.test(file));
  return {
    words: {
      message: `The file ${code(wanted)} is not there.`,
      help: python.length === 0 ? 'The lab folder holds no Python file.' : `There is ${listOf(python.map(code))}.`,
    },
  };
};

/** A link may lead out of the folder: what is there is none of the submission. */
const isFile = async (folder: string, relative: string): Promise<boolean> => {
  const real = await realpath(path.join(folder, relative)).catch(() => undefined);
  if (real === undefined || !real.startsWith(folder + path.sep)) return false;
  return (await stat(real)).isFile();
};

const foreign = new Set(['node_modules', '__pycache__', 'site-packages']);

const filesBelow = async (folder: string, relative: string, skip: readonly string[]): Promise<readonly string[]> => {
  const entries = await readdir(path.join(folder, relative), { withFileTypes: true }).catch(() => []);
  const inner = (name: string): string => (relative === '' ? name : `${relative}/${name}`);
  const below = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !foreign.has(entry.name))
      .filter((entry) => !skip.includes(inner(entry.name)))
      .map((entry) => filesBelow(folder, inner(entry.name), skip)),
  );
  return [...entries.filter((entry) => entry.isFile()).map(({ name }) => inner(name)), ...below.flat()].sort();
};
