import { realpathSync } from 'node:fs';
import { constants, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Submission } from '../../core/check/context.js';
import { LabError } from '../../core/errors.js';
import { fileError, isMissing, onFile } from './file-errors.js';
import { decodeText } from './text.js';

/** Largest text file that is read, in bytes: code and answers are far smaller, data does not belong into a check. */
export const maxTextBytes = 5 * 1024 * 1024;

const isInside = (folder: string, file: string): boolean => {
  const relative = path.relative(folder, file);
  return relative !== '' && !path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..';
};

const leaves = (relativePath: string, file: string): LabError =>
  new LabError('file-unreadable', `\`${relativePath}\` leads out of the lab folder, so it is not read.`, {
    file,
    cure: 'Put the file itself into the lab folder in place of a link to it.',
  });

const lexical = (folder: string, relativePath: string): string => {
  const file = path.resolve(folder, relativePath);
  if (!isInside(path.resolve(folder), file)) throw leaves(relativePath, file);
  return file;
};

/** The file with every link resolved, or undefined when it does not exist. Rejects when it lies outside the folder. */
const realFile = async (folder: string, relativePath: string): Promise<string | undefined> => {
  const file = lexical(folder, relativePath);
  try {
    const [base, real] = await Promise.all([realpath(folder), realpath(file)]);
    if (!isInside(base, real)) throw leaves(relativePath, file);
    return real;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileError(error, file);
  }
};

/** O_NONBLOCK: opening a pipe that nobody writes to must not wait. O_NOFOLLOW: a link put there since is not followed. */
const readOnly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const withFile = async <T>(
  file: string,
  use: (handle: Awaited<ReturnType<typeof open>>) => Promise<T>,
): Promise<T | undefined> => {
  const handle = await open(file, readOnly).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  try {
    return handle && (await use(handle));
  } finally {
    await handle?.close();
  }
};

const notAFile = (relativePath: string, file: string): LabError =>
  new LabError('file-unreadable', `\`${relativePath}\` is not a file.`, {
    file,
    cure: 'Remove it and create a file with this name.',
  });

const tooLarge = (relativePath: string, file: string, size: number): LabError =>
  new LabError(
    'file-unreadable',
    `\`${relativePath}\` is ${(size / 1024 / 1024).toFixed(1)} MB; files over ${maxTextBytes / 1024 / 1024} MB are not checked.`,
    { file, cure: 'Take data and output out of the file, or restore the starter.' },
  );

const readLimited = (relativePath: string, file: string): Promise<string | undefined> =>
  withFile(file, async (handle) => {
    const found = await handle.stat();
    if (!found.isFile()) throw notAFile(relativePath, file);
    if (found.size > maxTextBytes) throw tooLarge(relativePath, file, found.size);
    const bytes = await handle.readFile();
    if (bytes.length > maxTextBytes) throw tooLarge(relativePath, file, bytes.length);
    return decodeText(bytes, relativePath);
  });

const sizeOf = (file: string): Promise<number | undefined> =>
  withFile(file, async (handle) => {
    const found = await handle.stat();
    return found.isFile() ? found.size : undefined;
  });

const absoluteIn = (folder: string, relativePath: string): string => {
  const file = lexical(folder, relativePath);
  try {
    if (!isInside(realpathSync(folder), realpathSync(file))) throw leaves(relativePath, file);
  } catch (error) {
    if (!isMissing(error)) throw fileError(error, file);
  }
  return file;
};

/** The files of a folder as a submission, confined to it: a path or a symbolic link that leads out of it is refused. */
export const submissionOf = (folder: string): Submission => ({
  folder,
  readText: async (relativePath) => {
    const file = await realFile(folder, relativePath);
    return file === undefined ? undefined : onFile(file, () => readLimited(relativePath, file));
  },
  size: async (relativePath) => {
    const file = await realFile(folder, relativePath);
    return file === undefined ? undefined : onFile(file, () => sizeOf(file));
  },
  absolute: (relativePath) => absoluteIn(folder, relativePath),
});
