import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { isLabError } from '../../core/errors.js';
import type { CancelSignal } from '../../core/ports.js';
import { movePath } from '../files/move.js';
import { throwIfCancelled } from '../process/delay.js';
import { errorCode } from '../process/error-code.js';

/** True for the name of what an interrupted {@link placeFile} left behind. */
export const isUnfinished = (name: string): boolean => /^\.delabs-[0-9a-f]{12}\.tmp$/.test(name);

/**
 * Puts a file where nothing is, as a whole: whatever happens, it is not there or complete. `make` writes it under the name it is
 * given. False when something was there, which is left as it is.
 */
export const placeFile = async (target: string, make: (file: string) => Promise<void>): Promise<boolean> => {
  const temporary = path.join(path.dirname(target), `.delabs-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await make(temporary);
    await movePath(temporary, target);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST' || isLabError(error, 'usage')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
};

/** Writes a text, which is made meanwhile, into a file that must not exist. Rejects with `cancelled`. */
export const writePieces = async (file: string, pieces: Iterable<string>, signal: CancelSignal): Promise<void> => {
  const handle = await open(file, 'wx');
  try {
    for (const piece of pieces) {
      throwIfCancelled(signal);
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
};
