import { attemptHistory, type AttemptSummary } from '../core/course/attempt-history.js';
import type { Exercise } from '../core/course/course.js';
import { progressOf, type Attempt, type KeptFile } from '../core/course/progress.js';
import { isLabError, LabError } from '../core/errors.js';
import { joinPath } from '../core/paths.js';
import type { AppDeps } from './deps.js';
import { replaceFiles, type ReplacedFiles } from './replace-files.js';

/** Names one exercise. */
export interface ExerciseId {
  readonly courseId: string;
  readonly itemId: string;
  readonly exerciseId: string;
}

/** Bytes. A learner's program is far smaller; what is larger is data, which no history needs. */
const largestFile = 1024 * 1024;
const largestAttempt = 4 * 1024 * 1024;

/** The learner's files of an exercise in memory; of those too large to keep only the size. */
export type TakenFiles = ReadonlyMap<string, { readonly size: number; readonly content?: Uint8Array }>;

/** Reads the files as they are now, before they are checked: what the learner writes meanwhile belongs to the next attempt. */
export const takeFiles = async (
  { files }: Pick<AppDeps, 'files'>,
  exercise: Pick<Exercise, 'files'>,
  folder: string,
): Promise<TakenFiles> => {
  const taken = new Map<string, { readonly size: number; readonly content?: Uint8Array }>();
  let room = largestAttempt;
  for (const { path } of exercise.files) {
    const file = joinPath(folder, path);
    const info = await files.info(file).catch(() => undefined);
    if (info?.kind !== 'file') continue;
    const fits = info.size <= Math.min(room, largestFile);
    // A file that can't be read is told by the checks.
    const content = fits ? await files.readBytes(file).catch(() => undefined) : undefined;
    room -= content?.length ?? 0;
    taken.set(path, content ? { size: content.length, content } : { size: info.size });
  }
  return taken;
};

/** Keeps the files of an attempt. `undefined` when they can't be: the attempt itself counts for more. */
export const keepFiles = async (
  { snapshots }: Pick<AppDeps, 'snapshots'>,
  { courseId, itemId }: Pick<ExerciseId, 'courseId' | 'itemId'>,
  taken: TakenFiles,
): Promise<Attempt['files']> => {
  try {
    const kept: Record<string, KeptFile> = {};
    for (const [path, { size, content }] of taken)
      kept[path] = content ? { size, content: await snapshots.keep(courseId, itemId, content) } : { size };
    return kept;
  } catch (error) {
    if (isLabError(error)) return undefined;
    throw error;
  }
};

/** The attempts that are kept, newest first. */
export const listAttempts = async (
  deps: Pick<AppDeps, 'progress'>,
  id: ExerciseId,
): Promise<readonly AttemptSummary[]> =>
  attemptHistory(progressOf(await deps.progress.read(id.courseId, id.itemId), id.exerciseId).attempts);

/** Rejects with `not-found` for an attempt that was never made or is no longer kept. */
export const attemptOf = async (deps: Pick<AppDeps, 'progress'>, id: ExerciseId, number: number): Promise<Attempt> => {
  const { attempts } = progressOf(await deps.progress.read(id.courseId, id.itemId), id.exerciseId);
  const attempt = attempts.find((candidate) => candidate.number === number);
  if (attempt) return attempt;
  throw new LabError('not-found', `Attempt ${number} is no longer kept.`, { cure: 'Choose one of the list.' });
};

/** What a file of an attempt held; `undefined` when it was not there or is not kept. */
export const attemptFile = async (
  { snapshots }: Pick<AppDeps, 'snapshots'>,
  { courseId, itemId }: Pick<ExerciseId, 'courseId' | 'itemId'>,
  attempt: Attempt,
  path: string,
): Promise<Uint8Array | undefined> => {
  const content = attempt.files?.[path]?.content;
  return content === undefined ? undefined : snapshots.read(courseId, itemId, content);
};

/**
 * Puts the learner's files back to those of an attempt. What is there now is kept in a backup, as by a reset. Files that the
 * attempt did not have stay as they are. Rejects with `not-found`, and changes nothing, unless all of its files are kept.
 */
export const restoreAttempt = async (
  deps: Pick<AppDeps, 'files' | 'clock' | 'progress' | 'snapshots'>,
  id: ExerciseId,
  number: number,
  folder: string,
): Promise<ReplacedFiles> => {
  const attempt = await attemptOf(deps, id, number);
  const contents = new Map<string, Uint8Array>();
  for (const path of Object.keys(attempt.files ?? {})) {
    const content = await attemptFile(deps, id, attempt, path);
    if (content === undefined) throw notKept(number, path);
    contents.set(path, content);
  }
  if (contents.size === 0) throw notKept(number);
  return replaceFiles(deps, folder, id.exerciseId, contents);
};

const notKept = (number: number, path?: string): LabError =>
  new LabError(
    'not-found',
    path === undefined
      ? `The files of attempt ${number} were not kept.`
      : `\`${path}\` of attempt ${number} was not kept.`,
    { cure: 'Restore another attempt, or put its files back one by one.' },
  );

/** True when the learner's files are still what an attempt was made with: what its checks say holds for them. */
export const isAsChecked = async (
  deps: Pick<AppDeps, 'files' | 'snapshots'>,
  id: Pick<ExerciseId, 'courseId' | 'itemId'>,
  attempt: Attempt,
  folder: string,
): Promise<boolean> => {
  if (!attempt.files) return false;
  for (const [path, { size }] of Object.entries(attempt.files)) {
    const file = joinPath(folder, path);
    if ((await deps.files.info(file))?.size !== size) return false;
    const before = await attemptFile(deps, id, attempt, path);
    if (!before || !sameBytes(before, await deps.files.readBytes(file))) return false;
  }
  return true;
};

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
