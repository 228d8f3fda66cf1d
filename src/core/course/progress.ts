import type { CheckRun } from '../check/result.js';

/** Version of the stored progress; a reader refuses a higher one and migrates a lower one. */
export const progressFormat = 1;

/** A stored check run. Numbers go up from 1 and are never used again. */
export interface Attempt {
  readonly number: number;
  readonly run: CheckRun;
}

export interface ExerciseProgress {
  /** How many attempts were ever stored; older ones may have been dropped from {@link attempts}. */
  readonly count: number;
  /** The newest attempts, oldest first, at most {@link keptAttempts}. */
  readonly attempts: readonly Attempt[];
  /** Best points of any attempt: a later, worse one never lowers them. */
  readonly bestPoints: number;
  /** Best fraction of the points, 0 to 1. */
  readonly best: number;
  /** Hints revealed: check id ('' for the exercise) -> how many. */
  readonly hints: Readonly<Record<string, number>>;
}

/** Progress in one lab or quiz: exercise id -> progress. */
export interface LabProgress {
  readonly format: typeof progressFormat;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
}

export const keptAttempts = 20;

export const noProgress: LabProgress = { format: progressFormat, exercises: {} };

const noAttempts: ExerciseProgress = { count: 0, attempts: [], bestPoints: 0, best: 0, hints: {} };

export const progressOf = (lab: LabProgress, exerciseId: string): ExerciseProgress =>
  lab.exercises[exerciseId] ?? noAttempts;

const withExercise = (lab: LabProgress, exerciseId: string, exercise: ExerciseProgress): LabProgress => ({
  ...lab,
  exercises: { ...lab.exercises, [exerciseId]: exercise },
});

/** Progress with a run added as an attempt. A run that could not be graded is no attempt and changes nothing. */
export const addAttempt = (lab: LabProgress, run: CheckRun): LabProgress => {
  if (!run.grade.gradable) return lab;
  const before = progressOf(lab, run.exerciseId);
  const attempt = { number: before.count + 1, run };
  return withExercise(lab, run.exerciseId, {
    ...before,
    count: attempt.number,
    attempts: [...before.attempts, attempt].slice(-keptAttempts),
    bestPoints: Math.max(before.bestPoints, run.grade.points),
    best: Math.max(before.best, run.grade.fraction),
  });
};

/** Progress with one more hint revealed, never more than there are. */
export const revealHint = (lab: LabProgress, exerciseId: string, checkId: string, total: number): LabProgress => {
  const before = progressOf(lab, exerciseId);
  const shown = Math.min(total, (before.hints[checkId] ?? 0) + 1);
  return withExercise(lab, exerciseId, { ...before, hints: { ...before.hints, [checkId]: shown } });
};
