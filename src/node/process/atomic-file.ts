import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delay } from './delay.js';
import { errorCode } from './error-code.js';

/** On Windows a file can't be replaced in the moment someone reads it; the moment passes. */
const tries = 20;
const retryMs = 10;

/** Renames, outwaiting readers and virus scanners on Windows. */
export const renamePatiently = async (from: string, to: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      const passing = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '');
      if (!passing || attempt === tries) throw error;
      await delay(retryMs * attempt);
    }
  }
};

/** Readers see the old text or the new one, never a part. Not flushed: for state that a crash of the machine voids anyway. */
export const writeAtomically = async (path: string, text: string, mode = 0o644): Promise<void> => {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, text, { mode, flag: 'wx' });
    await renamePatiently(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
};

/** The parsed file, or `undefined` when there is none or it is not JSON. */
export const readJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
};
