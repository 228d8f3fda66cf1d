import { cp, link, lstat, mkdir, rm, unlink } from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../core/errors.js';
import { renamePatiently } from '../process/atomic-file.js';
import { errorCode } from '../process/error-code.js';
import { isMissing, onFile } from './file-errors.js';

const exists = async (target: string): Promise<boolean> =>
  lstat(target).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );

/** A hard link can't replace anything, so a file that appears at the target meanwhile is safe. False where links don't exist. */
const moveByLink = async (from: string, to: string): Promise<boolean> => {
  try {
    await link(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    return false;
  }
  await unlink(from);
  return true;
};

/** Copies beside the target first, so that an interrupted move leaves the source whole and no half target. */
const moveAcrossDisks = async (from: string, to: string): Promise<void> => {
  const incoming = `${to}.incoming`;
  await rm(incoming, { recursive: true, force: true });
  try {
    await cp(from, incoming, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    await renamePatiently(incoming, to);
  } catch (error) {
    await rm(incoming, { recursive: true, force: true });
    throw error;
  }
  await rm(from, { recursive: true });
};

/** Moves a file or folder, also to another disk. Creates parent folders; refuses when something is at the target. */
export const movePath = async (from: string, to: string): Promise<void> => {
  const source = await onFile(from, () => lstat(from));
  await mkdir(path.dirname(to), { recursive: true });
  if (await exists(to)) {
    throw new LabError('usage', `\`${to}\` is there already and was left alone.`, {
      file: to,
      cure: 'Move or rename what is there.',
    });
  }
  if (source.isFile() && (await moveByLink(from, to))) return;
  try {
    await renamePatiently(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    await moveAcrossDisks(from, to);
  }
};
