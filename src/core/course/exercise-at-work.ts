import type { ExerciseState } from '../vocabulary.js';

/** An exercise that a file belongs to, and how far the learner is with it. */
export interface SharingExercise {
  readonly id: string;
  readonly state: ExerciseState;
}

/**
 * Which of the exercises that share a file its learner works at: the one looked at last, else the first that is not passed, else the
 * last. `undefined` for a file of no exercise.
 * @param sharing in the order of the lab
 */
export const exerciseAtWork = (
  sharing: readonly SharingExercise[],
  lookedAt: string | undefined,
): string | undefined => {
  const found =
    sharing.find(({ id }) => id === lookedAt) ?? sharing.find(({ state }) => state !== 'passed') ?? sharing.at(-1);
  return found?.id;
};
