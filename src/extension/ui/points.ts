import type { ExerciseView } from '../../protocol/exercise-view.js';

/** Best points so far and points to be had. */
export const pointsOfView = ({ checks, best }: ExerciseView): { readonly best: number; readonly max: number } => {
  const max = checks.reduce((total, check) => total + check.maxPoints, 0);
  return { best: best * max, max };
};
