import type { CheckRun } from '../core/check/result.js';
import type { Exercise, Lab } from '../core/course/course.js';
import { addAttempt, keptContents } from '../core/course/progress.js';
import { LabError } from '../core/errors.js';
import type { CancelSignal, RunningService, ServiceOwner } from '../core/ports.js';
import type { ServiceProgress } from '../core/service/service.js';
import type { Tier } from '../core/vocabulary.js';
import { keepFiles, type TakenFiles } from './attempts.js';
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
  readonly tier: Tier;
  readonly signal: CancelSignal;
}

/** Events of a check beside those of the run itself. */
export interface CheckObserver extends RunObserver {
  service?(name: string, progress: ServiceProgress): void;
  /** Something that check kinds need is being installed or started. */
  runtime?(progress: ServiceProgress): void;
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
  const services = new RunServices(deps, job, observer);
  // Started before the clock of the first check runs: a cold start is not the learner's time. What fails here is told by the checks.
  await Promise.allSettled([
    ...servicesUsed(exercise).map((name) => services.find(name)),
    ...prepareKinds(deps, job, (progress) => observer.runtime?.(progress)),
  ]);
  const run = await runChecks(
    deps,
    {
      courseId: job.courseId,
      lab,
      exercise,
      submission: deps.submission(job.folder),
      trigger: job.trigger,
      tier: job.tier,
      service: (name) => services.find(name),
      signal,
    },
    observer,
  );
  if (run.results.some(({ status }) => status === 'error')) services.doubt();
  return run;
};

/** The services of one run, each found once. */
class RunServices {
  readonly #found = new Map<string, Promise<RunningService>>();

  constructor(
    private readonly deps: AppDeps,
    private readonly job: CheckJob,
    private readonly observer: CheckObserver,
  ) {}

  /** Without a name, the lab's only one. A service that is known to run is taken as it is: a check must not wait for more. */
  async find(name: string | undefined): Promise<RunningService> {
    const chosen = serviceNamed(this.job.lab, name);
    const found = this.#found.get(chosen) ?? this.#ready(chosen);
    this.#found.set(chosen, found);
    return found;
  }

  /** Someone may have changed a server that was taken as it is: the next run shall put it in order. */
  doubt(): void {
    for (const name of this.#found.keys()) this.deps.services.doubt(this.#service(name).owner, name);
  }

  async #ready(name: string): Promise<RunningService> {
    const { owner, spec } = this.#service(name);
    const { services } = this.deps;
    const onProgress = (progress: ServiceProgress): void => this.observer.service?.(name, progress);
    const ready = await services.ready(owner, name, spec);
    return ready ?? services.ensure(owner, name, spec, this.job.signal, onProgress);
  }

  #service(name: string) {
    const { lab, workspace } = this.job;
    const spec = lab.services[name];
    if (!spec) throw new LabError('internal', `Service \`${name}\` has no specification.`);
    const owner: ServiceOwner = { labId: lab.id, workspace };
    return { owner, spec };
  }
}

const prepareKinds = (
  { kinds }: AppDeps,
  { lab, exercise, tier, signal }: CheckJob,
  onProgress: (progress: ServiceProgress) => void,
) =>
  [...new Set(exercise.checks.map((check) => check.kind))].map((kind) =>
    kinds.get(kind)?.prepare?.({ lab, exercise, tier, signal, onProgress }),
  );

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

/**
 * Stores a run as an attempt, with the files it was made with (unless it could not be graded), and resolves with it. The files
 * are kept first: an attempt never refers to what is not there.
 */
export const storeRun = async (
  deps: Pick<AppDeps, 'progress' | 'snapshots'>,
  run: CheckRun,
  taken: TakenFiles,
): Promise<CheckRun> => {
  if (!run.grade.gradable) return run;
  const { courseId, itemId } = run;
  const files = await keepFiles(deps, run, taken);
  const after = await deps.progress.update(courseId, itemId, (before) => addAttempt(before, run, files));
  // What is left over now is found again by the next attempt.
  await deps.snapshots.prune(courseId, itemId, keptContents(after)).catch(() => undefined);
  return run;
};
