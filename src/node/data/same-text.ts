import { open } from 'node:fs/promises';
import type { CancelSignal } from '../../core/ports.js';
import { throwIfCancelled } from '../process/delay.js';

/** Whether a file holds exactly this text, which is made meanwhile. Rejects with `cancelled`. */
export const holdsText = async (file: string, pieces: Iterable<string>, signal: CancelSignal): Promise<boolean> => {
  const handle = await open(file);
  try {
    let position = 0;
    for (const piece of pieces) {
      throwIfCancelled(signal);
      const expected = Buffer.from(piece);
      const found = Buffer.alloc(expected.length);
      const { bytesRead } = await handle.read(found, 0, found.length, position);
      if (bytesRead < expected.length || !found.equals(expected)) return false;
      position += bytesRead;
    }
    return (await handle.stat()).size === position;
  } finally {
    await handle.close();
  }
};
