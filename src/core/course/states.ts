import type { ExerciseState, ItemKind } from '../vocabulary.js';
import { passMark } from '../vocabulary.js';
import type { ExerciseProgress } from './progress.js';

/** Sums of points are sums of binary fractions: 0.1 + 0.7 must still reach 0.8. */
const rounding = 1e-9;

/**
 * State of an exercise. Attempts decide, by the best of them; without one it is in progress as soon as the learner
 * changed a file or looked at a hint.
 * @param changed whether a file of the exercise differs from its starter
 */
export const exerciseState = (progress: ExerciseProgress, changed: boolean): ExerciseState => {
  if (progress.count > 0) {
    if (progress.best >= passMark - rounding) return 'passed';
    return progress.best > 0 ? 'partial' : 'failed';
  }
  const sawHint = Object.values(progress.hints).some((shown) => shown > 0);
  return changed || sawHint ? 'in-progress' : 'not-attempted';
};

/**
 * State of a lab from those of its exercises: the state that they share; otherwise `in-progress` while one of them is
 * still to be attempted, and `partial` when all were.
 */
export const labState = (exercises: readonly ExerciseState[]): ExerciseState => {
  const [first] = exercises;
  if (first === undefined) return 'not-attempted';
  if (exercises.every((state) => state === first)) return first;
  const isOpen = exercises.some((state) => state === 'not-attempted' || state === 'in-progress');
  return isOpen ? 'in-progress' : 'partial';
};

/** Whether an item is checked and graded; readings, videos and conversations are not. */
export const isAssessed = (kind: ItemKind): boolean => kind === 'lab' || kind === 'quiz';

/** The exercise to go on with: the first one that is not passed, or the last one when all are. */
export const nextExercise = <Exercise extends { readonly state: ExerciseState }>(
  exercises: readonly Exercise[],
): Exercise | undefined => exercises.find(({ state }) => state !== 'passed') ?? exercises.at(-1);

/** Points of an exercise, a lab or a course. */
export interface Points {
  readonly best: number;
  readonly max: number;
}

/** Points of a whole from those of its parts. */
export const totalPoints = (parts: readonly Points[]): Points => ({
  best: parts.reduce((sum, { best }) => sum + best, 0),
  max: parts.reduce((sum, { max }) => sum + max, 0),
});
