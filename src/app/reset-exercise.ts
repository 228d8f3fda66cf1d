import type { Exercise } from '../core/course/course.js';
import type { AppDeps } from './deps.js';
import { readBackup, replaceFiles, type ReplacedFiles } from './replace-files.js';

/** Puts the exercise's files back to their starters. What was there is kept in a backup. */
export const resetExercise = async (deps: AppDeps, exercise: Exercise, folder: string): Promise<ReplacedFiles> => {
  const starters = new Map<string, Uint8Array>();
  for (const { path, starter } of exercise.files)
    if (starter !== undefined) starters.set(path, await deps.files.readBytes(starter));
  return replaceFiles(deps, folder, exercise.id, starters);
};

/** Puts back what a reset or another restoring replaced; files that were not there go again. What is there now is kept in turn. */
export const restoreBackup = async (
  deps: AppDeps,
  exercise: Exercise,
  folder: string,
  backup: string,
): Promise<ReplacedFiles> => {
  const before = await readBackup(
    deps,
    backup,
    exercise.files.map(({ path }) => path),
  );
  return replaceFiles(deps, folder, exercise.id, before);
};
