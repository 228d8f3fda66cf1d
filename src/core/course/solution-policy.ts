import type { Grading } from '../vocabulary.js';

/** What decides whether a learner may see the solution of an exercise. */
export interface SolutionFacts {
  readonly grading: Grading;
  /** Whether the installed copy has one; learners' copies of graded labs do not. */
  readonly exists: boolean;
  readonly attempts: number;
  readonly hints: { readonly offered: number; readonly revealed: number };
}

export type SolutionAnswer =
  | { readonly allowed: true }
  /** Both are sentences for the learner. */
  | { readonly allowed: false; readonly reason: string; readonly cure: string };

const refused = (reason: string, cure: string): SolutionAnswer => ({ allowed: false, reason, cure });

/**
 * Practice exercises show their solution to who has tried, or has used up the hints; graded ones to who has a copy with
 * solutions, which is the instructor.
 */
export const solutionPolicy = ({ grading, exists, attempts, hints }: SolutionFacts): SolutionAnswer => {
  if (!exists) {
    return grading === 'graded'
      ? refused(
          'This lab is graded, so its solution is not part of your copy.',
          'Use the hints, or ask your instructor.',
        )
      : refused('This copy of the lab holds no solution.', 'Use the hints, or ask your instructor.');
  }
  if (grading === 'graded' || attempts > 0) return { allowed: true };
  if (hints.offered > 0 && hints.revealed === hints.offered) return { allowed: true };
  return refused(
    'The solution is shown after your first attempt.',
    hints.offered > 0 ? 'Check your work once, or reveal all hints.' : 'Check your work once; any attempt counts.',
  );
};
