import type { CheckRun } from '../core/check/result.js';
import type { Exercise, Lab } from '../core/course/course.js';
import { addAttempt } from '../core/course/progress.js';
import { LabError } from '../core/errors.js';
import type { CancelSignal, ServiceOwner } from '../core/ports.js';
import type { ServiceProgress } from '../core/service/service.js';
import type { AppDeps } from './deps.js';
import { runChecks, type RunObserver } from './run-checks.js';
import { serviceNamed } from './start-lab.js';

export interface CheckJob {
  readonly courseId: string;
  readonly lab: Lab;
  readonly exercise: Exercise;
  /** Absolute folder that holds the exercise's files; any folder will do. */
  readonly folder: string;
  /** The learner's workspace, or undefined for a grading run that belongs to none. */
  readonly workspace: string | undefined;
  readonly trigger: CheckRun['trigger'];
  readonly signal: CancelSignal;
}

/** Events of a check beside those of the run itself. */
export interface CheckObserver extends RunObserver {
  service?(name: string, progress: ServiceProgress): void;
}

/** Rejects with `not-found` and the ids there are. */
export const exerciseOf = (lab: Lab, exerciseId: string): Exercise => {
  const exercise = lab.exercises.find((candidate) => candidate.id === exerciseId);
  if (exercise) return exercise;
  const ids = lab.exercises.map((candidate) => candidate.id).join(', ');
  throw new LabError('not-found', `\`${lab.id}\` has no exercise \`${exerciseId}\`.`, { cure: `Use one of: ${ids}.` });
};

/**
 * Checks the exercise's files in a folder. The services its checks use are started when needed. Resolves with a run
 * whatever the learner's files hold; only an unusable lab or environment outside the checks rejects.
 */
export const checkExercise = async (deps: AppDeps, job: CheckJob, observer: CheckObserver = {}): Promise<CheckRun> => {
  const { lab, exercise, signal } = job;
  const owner: ServiceOwner = { labId: lab.id, workspace: job.workspace };
  const ensure = (name: string | undefined) => {
    const chosen = serviceNamed(lab, name);
    const spec = lab.services[chosen];
    if (!spec) throw new LabError('internal', `Service \`${chosen}\` has no specification.`);
    return deps.services.ensure(owner, chosen, spec, signal, (progress) => observer.service?.(chosen, progress));
  };
  // Started before the clock of the first check runs: a cold start is not the learner's time. What fails here is told by the checks.
  await Promise.allSettled(servicesUsed(exercise).map((name) => Promise.resolve().then(() => ensure(name))));
  return runChecks(
    deps,
    {
      courseId: job.courseId,
      lab,
      exercise,
      submission: deps.submission(job.folder),
      trigger: job.trigger,
      service: (name) => Promise.resolve().then(() => ensure(name)),
      signal,
    },
    observer,
  );
};

const servicesUsed = (exercise: Exercise): readonly (string | undefined)[] => [
  ...new Set(
    exercise.checks.flatMap((check) =>
      check.kind.startsWith('sql.') && 'service' in check
        ? [check.service]
        : check.kind.startsWith('sql.')
          ? [undefined]
          : [],
    ),
  ),
];

/** Stores a run as an attempt (unless it could not be graded) and resolves with it. */
export const storeRun = async (deps: AppDeps, run: CheckRun): Promise<CheckRun> => {
  if (run.grade.gradable) await deps.progress.update(run.courseId, run.itemId, (before) => addAttempt(before, run));
  return run;
};
