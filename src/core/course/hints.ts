import type { CheckRun } from '../check/result.js';
import type { Exercise, Hint } from './course.js';
import type { ExerciseProgress } from './progress.js';

/** A hint that the learner can see or ask for now. */
export interface OfferedHint {
  readonly text: string;
  readonly revealed: boolean;
  /** What it is counted under when it is revealed, and how many hints are counted there. */
  readonly ladder: string;
  readonly ladderSize: number;
}

type Attempted = Pick<ExerciseProgress, 'hints' | 'attempts'>;

/** Hints that depend on a diagnosis come and go, so those of each diagnosis are counted by themselves. */
const ladderOf = ({ check = '', when }: Hint): string => (when === undefined ? check : `${check}?${when}`);

const hasDiagnosis = (run: CheckRun | undefined, { check, when }: Hint): boolean =>
  when === undefined ||
  (run?.results ?? []).some(
    ({ checkId, diagnosis }) => diagnosis === when && (check === undefined || check === checkId),
  );

/**
 * Hints of one check, or with `undefined` those of the exercise as a whole, in the author's order. One with a `when` is among
 * them only while the last run has that diagnosis.
 */
export const offeredHints = (
  exercise: Pick<Exercise, 'hints'>,
  checkId: string | undefined,
  progress: Attempted,
): readonly OfferedHint[] => {
  const last = progress.attempts.at(-1)?.run;
  const mine = exercise.hints.filter((hint) => hint.check === checkId && hasDiagnosis(last, hint));
  const sizes = new Map<string, number>();
  const placed = mine.map((hint) => {
    const ladder = ladderOf(hint);
    const place = sizes.get(ladder) ?? 0;
    sizes.set(ladder, place + 1);
    return { text: hint.text, ladder, revealed: place < (progress.hints[ladder] ?? 0) };
  });
  return placed.map((hint) => ({ ...hint, ladderSize: sizes.get(hint.ladder) ?? 0 }));
};

/** The hint to reveal next: one for what was diagnosed before one for everyone. */
export const nextHint = (offered: readonly OfferedHint[]): OfferedHint | undefined => {
  const hidden = offered.filter(({ revealed }) => !revealed);
  return hidden.find(({ ladder }) => ladder.includes('?')) ?? hidden[0];
};

/** How many hints the exercise offers now, over all its checks, and how many of them were revealed. */
export const countHints = (
  exercise: Pick<Exercise, 'hints'>,
  progress: Attempted,
): { readonly offered: number; readonly revealed: number } => {
  const checks = [...new Set(exercise.hints.map(({ check }) => check))];
  const all = checks.flatMap((check) => offeredHints(exercise, check, progress));
  return { offered: all.length, revealed: all.filter(({ revealed }) => revealed).length };
};
