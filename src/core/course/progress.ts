import type { CheckRun } from '../check/result.js';

/** Version of the stored progress; a reader refuses a higher one and migrates a lower one. */
export const progressFormat = 1;

/** What a file of an attempt held. */
export interface KeptFile {
  /** Bytes. */
  readonly size: number;
  /** Name of its content in the {@link Snapshots}; absent for a file too large to keep. */
  readonly content?: string;
}

/** A stored check run. Numbers go up from 1 and are never used again. */
export interface Attempt {
  readonly number: number;
  readonly run: CheckRun;
  /** The learner's files as they were checked, by path; absent where they were not kept. */
  readonly files?: Readonly<Record<string, KeptFile>>;
}

export interface ExerciseProgress {
  /** How many attempts were ever stored; older ones may have been dropped from {@link attempts}. */
  readonly count: number;
  /** The newest attempts, oldest first, at most {@link keptAttempts}; the newest one that passed is always among them. */
  readonly attempts: readonly Attempt[];
  /** Best points of any attempt: a later, worse one never lowers them. */
  readonly bestPoints: number;
  /** Best fraction of the points, 0 to 1. */
  readonly best: number;
  /** Hints revealed, by ladder (see hints.ts): how many. */
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
export const addAttempt = (lab: LabProgress, run: CheckRun, files?: Attempt['files']): LabProgress => {
  if (!run.grade.gradable) return lab;
  const before = progressOf(lab, run.exerciseId);
  const attempt = { number: before.count + 1, run, ...(files ? { files } : {}) };
  return withExercise(lab, run.exerciseId, {
    ...before,
    count: attempt.number,
    attempts: newest([...before.attempts, attempt]),
    bestPoints: Math.max(before.bestPoints, run.grade.points),
    best: Math.max(before.best, run.grade.fraction),
  });
};

/** The newest attempt that passed, of those that are kept. */
export const lastPassed = ({ attempts }: Pick<ExerciseProgress, 'attempts'>): Attempt | undefined =>
  attempts.findLast(({ run }) => run.grade.passed);

const newest = (attempts: readonly Attempt[]): readonly Attempt[] => {
  if (attempts.length <= keptAttempts) return attempts;
  const passed = lastPassed({ attempts });
  const others = attempts.filter((attempt) => attempt !== passed).slice(passed ? 1 - keptAttempts : -keptAttempts);
  return passed ? [...others, passed].sort((a, b) => a.number - b.number) : others;
};

/** Names of all file contents that attempts of a lab refer to. */
export const keptContents = ({ exercises }: LabProgress): ReadonlySet<string> =>
  new Set(
    Object.values(exercises)
      .flatMap(({ attempts }) => attempts)
      .flatMap(({ files }) => Object.values(files ?? {}))
      .flatMap(({ content }) => content ?? []),
  );

/** Progress with one more hint of a ladder revealed, never more than there are. */
export const revealHint = (lab: LabProgress, exerciseId: string, ladder: string, total: number): LabProgress => {
  const before = progressOf(lab, exerciseId);
  const shown = Math.min(total, (before.hints[ladder] ?? 0) + 1);
  return withExercise(lab, exerciseId, { ...before, hints: { ...before.hints, [ladder]: shown } });
};
