import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { DataSpec } from '../../core/data/data-spec.js';
import { generate } from '../../core/data/generate.js';
import type { DataFile, GeneratedData } from '../../core/data/generated.js';
import { LabError } from '../../core/errors.js';
import type { CancelSignal, DataProgress } from '../../core/ports.js';
import { onFile } from '../files/file-errors.js';
import { Folders, forEachFile, type Task } from './each-file.js';
import { isUnfinished, placeFile, writePieces } from './place-file.js';
import { holdsText } from './same-text.js';
import { filesBelow } from './walk-files.js';

/** What was done to a folder. */
export interface WrittenData {
  readonly written: number;
  /** Files that were there, and as they must be. */
  readonly kept: number;
}

/**
 * Writes the files of a spec into a folder, which may hold some of them: interrupted work is gone on with. Rejects with `usage`, before
 * anything is written, when it holds any other file; also with `disk-full`, `permission-denied`, `cancelled`.
 */
export const writeData = (
  spec: DataSpec,
  folder: string,
  signal: CancelSignal,
  onProgress: (progress: DataProgress) => void,
): Promise<WrittenData> =>
  onFile(folder, async () => {
    const data = generate(spec);
    const there = await namesIn(folder);
    requireOwn(data, folder, there);
    if (there.size > 0)
      await compare(data, folder, there, { message: 'Comparing with what is there.', signal, onProgress });
    const missing = { files: () => without(data.files(), there) };
    const written = await write(missing, folder, { message: 'Writing the data.', signal, onProgress });
    return { written, kept: there.size };
  });

type Files = Pick<GeneratedData, 'files'>;

/** What an interrupted work left behind is removed. */
const namesIn = async (folder: string): Promise<ReadonlySet<string>> => {
  const names = new Set<string>();
  for await (const { path: name } of filesBelow(folder)) {
    if (isUnfinished(path.basename(name))) await rm(path.join(folder, name), { force: true });
    else names.add(name);
  }
  return names;
};

const requireOwn = (data: Files, folder: string, there: ReadonlySet<string>): void => {
  const foreign = new Set(there);
  for (const file of data.files()) foreign.delete(file.path);
  for (const name of foreign) throw inTheWay(folder, name, 'is none of the files of this data');
};

function* without(files: Iterable<DataFile>, there: ReadonlySet<string>): Iterable<DataFile> {
  for (const file of files) if (!there.has(file.path)) yield file;
}

const compare = (data: Files, folder: string, there: ReadonlySet<string>, task: Task): Promise<void> =>
  forEachFile(data.files(), task, async (file) => {
    if (there.has(file.path) && !(await holdsText(path.join(folder, file.path), file.text(), task.signal)))
      throw inTheWay(folder, file.path, 'holds something else');
  });

/** Resolves with how many. */
const write = async (data: Files, folder: string, task: Task): Promise<number> => {
  const folders = new Folders();
  let written = 0;
  await forEachFile(data.files(), task, async (file) => {
    const target = path.join(folder, file.path);
    await folders.of(target);
    const isNew = await placeFile(target, (temporary) => writePieces(temporary, file.text(), task.signal));
    if (!isNew) throw inTheWay(folder, file.path, 'has appeared meanwhile');
    written += 1;
  });
  return written;
};

const inTheWay = (folder: string, name: string, what: string): LabError =>
  new LabError('usage', `The folder \`${folder}\` is not empty: \`${name}\` ${what}.`, {
    file: path.join(folder, name),
    cure: 'Name another folder, or empty this one. Nothing in it was changed.',
  });
