import { copyFile, link, readdir, rm, unlink } from 'node:fs/promises';
import { constants } from 'node:fs';
import path from 'node:path';
import { isTemporaryOf } from '../files/atomic.js';
import { renamePatiently } from '../process/atomic-file.js';
import { errorCode } from '../process/error-code.js';

/** Name of the last good copy of a record. */
export const lastGood = (file: string): string => `${file}.bak`;

/** A second name for the content of a file. Costs no copy where the file system has hard links: records are only ever replaced. */
const alias = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
};

/** Keeps what the record holds now as its last good copy, in one step. */
export const keepLastGood = async (file: string): Promise<void> => {
  const next = `${lastGood(file)}.new`;
  await rm(next, { force: true });
  await alias(file, next);
  await renamePatiently(next, lastGood(file));
  // POSIX: renaming one name of a content over another name of it does nothing and leaves both.
  await rm(next, { force: true });
};

/** `20261121-142233-123`: sorts by time and is a legal name everywhere. */
const stampOf = (epochMs: number): string =>
  new Date(epochMs).toISOString().replaceAll(/[-:]/g, '').replace(/[T.]/g, '-').replace('Z', '');

/** Gives a damaged record a second, permanent name and returns it; the record itself is still there. */
export const keepCorrupt = async (file: string, now: number): Promise<string> => {
  for (let attempt = 0; ; attempt++) {
    const kept = `${file}.corrupt-${stampOf(now)}${attempt === 0 ? '' : `-${attempt}`}`;
    try {
      await alias(file, kept);
      return kept;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
};

/** Removes what interrupted writes of this record left behind. Only for the holder of the record's lock. */
export const removeLeftovers = async (file: string): Promise<void> => {
  const folder = path.dirname(file);
  const names = await readdir(folder);
  const left = names.filter((name) => isTemporaryOf(path.basename(file), name));
  await Promise.all(left.map((name) => unlink(path.join(folder, name)).catch(() => undefined)));
};
