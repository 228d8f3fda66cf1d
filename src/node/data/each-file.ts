import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { inParallel } from '../../app/in-parallel.js';
import type { DataFile } from '../../core/data/generated.js';
import type { CancelSignal, DataProgress } from '../../core/ports.js';
import { throwIfCancelled } from '../process/delay.js';

export interface Task {
  readonly message: string;
  readonly signal: CancelSignal;
  onProgress(progress: DataProgress): void;
}

/** Of a file whose text is too small to matter: several are written at a time. */
const smallShare = 1 / 500;

const batchSize = 256;
const atATime = 8;

/**
 * Does the work for every file of generated data: one large file after the other, for each of them holds a day in memory, and several
 * small ones at a time. Rejects with `cancelled`, and as the work does; nothing is still being done then.
 */
export const forEachFile = async (
  files: Iterable<DataFile>,
  { message, signal, onProgress }: Task,
  work: (file: DataFile) => Promise<void>,
): Promise<void> => {
  const tell = percentTeller((fraction) => onProgress({ message, fraction }));
  const run = async (file: DataFile): Promise<void> => {
    throwIfCancelled(signal);
    await work(file);
    tell(file.share);
  };
  let batch: DataFile[] = [];
  for (const file of files) {
    if (file.share > smallShare) await run(file);
    else if (batch.push(file) === batchSize) {
      await runAll(batch, run);
      batch = [];
    }
  }
  await runAll(batch, run);
};

/** Stops at the first failure, and rejects with it when the others that had begun are done. */
const runAll = async (files: readonly DataFile[], run: (file: DataFile) => Promise<void>): Promise<void> => {
  let failure: { readonly error: unknown } | undefined;
  await inParallel(files, atATime, async (file) => {
    if (failure) return;
    try {
      await run(file);
    } catch (error) {
      failure ??= { error };
    }
  });
  if (failure) throw failure.error;
};

/** Tells the sum of what it is given, at most a hundred times. */
const percentTeller = (tell: (fraction: number) => void): ((share: number) => void) => {
  let [done, told] = [0, -1];
  return (share) => {
    done += share;
    const percent = Math.floor(done * 100 + 1e-6);
    if (percent === told) return;
    told = percent;
    tell(Math.min(1, percent / 100));
  };
};

/** Makes folders of files, each once. */
export class Folders {
  readonly #made = new Map<string, Promise<unknown>>();

  of(file: string): Promise<unknown> {
    const folder = path.dirname(file);
    const making = this.#made.get(folder) ?? mkdir(folder, { recursive: true });
    this.#made.set(folder, making);
    return making;
  }
}
