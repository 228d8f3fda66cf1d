import { readdir, readFile, stat } from 'node:fs/promises';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Interpreter } from './interpreter.js';

/** What is installed in an environment. */
export interface Installed {
  /** Names of the packages, as they are installed: `psycopg2-binary`. */
  readonly packages: readonly string[];
  /** Names that code can import from them, beside those of the standard library. */
  readonly modules: readonly string[];
  /** Names of the standard library. */
  readonly standard: readonly string[];
  /** Folder of the packages, relative to the environment. */
  readonly site: string;
}

const sitePackages = (minor: string): string =>
  process.platform === 'win32'
    ? path.join('Lib', 'site-packages')
    : path.join('lib', `python${minor}`, 'site-packages');

/** Looks at an environment that was just made of an interpreter. */
export const installed = async (folder: string, { minor, standard }: Interpreter): Promise<Installed> => {
  const site = sitePackages(minor);
  const records = await readRecords(path.join(folder, site));
  const packages = records.map(({ name }) => name).sort();
  const modules = new Set(records.flatMap(({ files }) => files.flatMap(({ file }) => moduleOf(file))));
  return { packages, modules: [...modules].sort(), standard, site };
};

/** Files that are looked at in one go: the engine answers in between. */
const atOnce = 400;

/** Whether the interpreter is there, and every file of every package in its size. */
export const isWhole = async (folder: string, python: string, { site, packages }: Installed): Promise<boolean> => {
  // Follows the link: the interpreter that the environment was made of may have been removed.
  if (!(await stat(python).catch(() => undefined))) return false;
  const base = path.join(folder, site);
  const records = await readRecords(base);
  if (records.length !== packages.length) return false;
  const files = records.flatMap((record) => record.files);
  for (let start = 0; start < files.length; start += atOnce) {
    if (!files.slice(start, start + atOnce).every((entry) => isThere(base, entry))) return false;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return true;
};

interface RecordedFile {
  /** Relative to the folder of the packages, with forward slashes. */
  readonly file: string;
  /** Bytes; absent for what was made after the installation. */
  readonly size?: number;
}

interface PackageRecord {
  readonly name: string;
  readonly files: readonly RecordedFile[];
}

/** What the installer has written down about each package. */
const readRecords = async (base: string): Promise<readonly PackageRecord[]> => {
  const names = (await readdir(base).catch(() => [])).filter((name) => name.endsWith('.dist-info'));
  const texts = await Promise.all(
    names.map((name) => readFile(path.join(base, name, 'RECORD'), 'utf8').catch(() => undefined)),
  );
  return names.flatMap((name, at) => {
    const text = texts[at];
    const files = text?.split('\n').flatMap(recorded);
    return files ? [{ name: (name.split('-')[0] ?? name).replaceAll('_', '-'), files }] : [];
  });
};

/** `pandas/__init__.py,sha256=…,8658`; a name with a comma is in quotes. */
const recorded = (line: string): readonly RecordedFile[] => {
  const [, quoted, bare, size] = /^(?:"(.+)"|([^,]+)),[^,]*,(\d*)\s*$/.exec(line) ?? [];
  const file = quoted?.replaceAll('""', '"') ?? bare;
  if (file === undefined || file.endsWith('.pyc')) return [];
  return [{ file, ...(size ? { size: Number(size) } : {}) }];
};

const isThere = (base: string, { file, size }: RecordedFile): boolean => {
  const info = statSync(path.join(base, file), { throwIfNoEntry: false });
  return info !== undefined && (size === undefined || info.size === size);
};

/** The module that a file belongs to, if code can import it. */
const moduleOf = (file: string): readonly string[] => {
  const [first = '', ...rest] = file.split('/');
  if (rest.length > 0) return /^\w+$/.test(first) && first !== '__pycache__' ? [first] : [];
  return /\.(py|so|pyd)$/.test(first) ? [first.split('.')[0] ?? ''] : [];
};
