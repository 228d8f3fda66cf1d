import { createHash } from 'node:crypto';
import { copyFile, constants, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DataSpec } from '../../core/data/data-spec.js';
import { generate, generatorVersion } from '../../core/data/generate.js';
import type { CancelSignal, DataCopies, DataProgress } from '../../core/ports.js';
import { onFile } from '../files/file-errors.js';
import { readJson } from '../process/atomic-file.js';
import { withLock } from '../process/file-lock.js';
import { Folders, forEachFile, type Task } from './each-file.js';
import { isUnfinished, placeFile, writePieces } from './place-file.js';
import { filesBelow, measure } from './walk-files.js';

const marker = 'complete.json';
const filesFolder = 'files';

type OnProgress = (progress: DataProgress) => void;

/**
 * Generated data as files, made once for all labs and windows: `<home>/data/<name of spec and generator version>/`. A set appears complete or
 * not at all, and nobody but this class changes it; whoever works on data works on a copy.
 */
export class DataSets implements DataCopies {
  readonly #base: string;

  /** @param home absolute folder of everything this extension stores. */
  constructor(home: string) {
    this.#base = path.join(home, 'data');
  }

  /**
   * Absolute folder with the files of a spec, which are made first if they are not there, or not all there. Rejects with `usage` for a
   * spec that can't be, `disk-full`, `permission-denied`, `cancelled`; nothing half is left then.
   */
  async folder(spec: DataSpec, signal: CancelSignal, onProgress: OnProgress = () => undefined): Promise<string> {
    const set = path.join(this.#base, nameOf(spec));
    if (!(await isWhole(set))) {
      await onFile(this.#base, async () => {
        await mkdir(this.#base, { recursive: true });
        await withLock(`${set}.lock`, { signal }, async () => {
          if (await isWhole(set)) return;
          await make(spec, set, { message: 'Generating the data of the lab.', signal, onProgress });
          await this.#removeOutdated(spec);
        });
      });
    }
    return path.join(set, filesFolder);
  }

  async copyTo(spec: DataSpec, target: string, signal: CancelSignal, onProgress: OnProgress): Promise<number> {
    const folder = await this.folder(spec, signal, onProgress);
    const lock = path.join(this.#base, `placing-${digest(path.resolve(target))}.lock`);
    return onFile(target, () =>
      withLock(lock, { signal }, () =>
        placeMissing(spec, folder, target, { message: 'Copying the data of the lab.', signal, onProgress }),
      ),
    );
  }

  /** Sets of other versions of the generator: nobody asks for them again. */
  async #removeOutdated({ generator }: DataSpec): Promise<void> {
    for (const name of await readdir(this.#base)) {
      const version =
        name.startsWith(`${generator}-`) && /^(\d+)-[0-9a-f]{16}$/.exec(name.slice(generator.length + 1))?.[1];
      if (version && Number(version) !== generatorVersion)
        await rm(path.join(this.#base, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const nameOf = ({ generator, seed, scale, from, days, form = 'json' }: DataSpec): string =>
  `${generator}-${generatorVersion}-${digest(JSON.stringify([seed, scale, from, days, form]))}`;

/** Whether a set has as many files and bytes as it had when it was made. */
const isWhole = async (set: string): Promise<boolean> => {
  const made = await readJson(path.join(set, marker));
  if (made === undefined) return false;
  const found = await measure(path.join(set, filesFolder)).catch(() => undefined);
  return JSON.stringify(found) === JSON.stringify(made);
};

const make = async (spec: DataSpec, set: string, task: Task): Promise<void> => {
  const partial = `${set}.partial`;
  const files = path.join(partial, filesFolder);
  try {
    await rm(partial, { recursive: true, force: true });
    const folders = new Folders();
    await forEachFile(generate(spec).files(), task, async (file) => {
      const target = path.join(files, file.path);
      await folders.of(target);
      await writePieces(target, file.text(), task.signal);
    });
    await writeFile(path.join(partial, marker), JSON.stringify(await measure(files)));
    await rm(set, { recursive: true, force: true });
    await rename(partial, set);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
};

/** Resolves with how many files were missing. Nobody else places files there meanwhile. */
const placeMissing = async (spec: DataSpec, from: string, to: string, task: Task): Promise<number> => {
  const there = new Set<string>();
  for await (const file of filesBelow(to)) {
    if (isUnfinished(path.basename(file.path))) await rm(path.join(to, file.path), { force: true });
    else there.add(file.path);
  }
  const folders = new Folders();
  let placed = 0;
  await forEachFile(generate(spec).files(), task, async (file) => {
    if (there.has(file.path)) return;
    const target = path.join(to, file.path);
    await folders.of(target);
    const copy = (copied: string): Promise<void> =>
      copyFile(path.join(from, file.path), copied, constants.COPYFILE_FICLONE);
    if (await placeFile(target, copy)) placed += 1;
  });
  return placed;
};
