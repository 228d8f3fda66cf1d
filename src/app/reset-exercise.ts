import type { Exercise } from '../core/course/course.js';
import { LabError } from '../core/errors.js';
import { joinPath } from '../core/paths.js';
import type { AppDeps } from './deps.js';

/** Folder in the learner's lab folder that keeps what a reset replaced. */
export const backupFolder = '.delabs-backup';

export interface ResetFiles {
  /** Absolute folder with what was there before. */
  readonly backup: string;
  /** Paths that were put back to the starter, relative to the lab folder. */
  readonly files: readonly string[];
}

/**
 * Puts the exercise's files back to their starters. What was there is copied into a new backup folder first, and only a
 * file that is safely there is replaced; so a failure on the way loses nothing.
 */
export const resetExercise = async (deps: AppDeps, exercise: Exercise, folder: string): Promise<ResetFiles> => {
  const backup = joinPath(folder, `${backupFolder}/${timestamp(deps.clock.now())}-${exercise.id}`);
  const files = exercise.files.flatMap((file) =>
    file.starter === undefined ? [] : [{ path: file.path, starter: file.starter }],
  );
  for (const { path } of files) await keep(deps, joinPath(folder, path), joinPath(backup, path));
  for (const { path, starter } of files)
    await deps.files.replace(joinPath(folder, path), await deps.files.readBytes(starter));
  return { backup, files: files.map((file) => file.path) };
};

/** Puts back what a reset replaced. What is there now is kept in a new backup in turn. */
export const restoreBackup = async (
  deps: AppDeps,
  exercise: Exercise,
  folder: string,
  backup: string,
): Promise<ResetFiles> => {
  if (!(await deps.files.info(backup))) {
    throw new LabError('not-found', 'The backup of this reset is no longer there.', {
      file: backup,
      cure: 'Look for another one in the backup folder beside it.',
    });
  }
  const next = joinPath(folder, `${backupFolder}/${timestamp(deps.clock.now())}-${exercise.id}`);
  const restored: string[] = [];
  for (const { path } of exercise.files) {
    if (!(await deps.files.info(joinPath(backup, path)))) continue;
    await keep(deps, joinPath(folder, path), joinPath(next, path));
    await deps.files.replace(joinPath(folder, path), await deps.files.readBytes(joinPath(backup, path)));
    restored.push(path);
  }
  return { backup: next, files: restored };
};

const keep = async (deps: AppDeps, from: string, to: string): Promise<void> => {
  if (await deps.files.info(from)) await deps.files.create(to, await deps.files.readBytes(from));
};

/** `20261121-142233-123`: sorts by time and is a legal file name everywhere. */
const timestamp = (epochMs: number): string =>
  new Date(epochMs).toISOString().replace(/[-:]/g, '').replace('T', '-').replace('.', '-').replace('Z', '');
