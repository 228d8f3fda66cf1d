import type { CheckContext, Submission } from '../core/check/context.js';
import { gradeResults } from '../core/check/grade.js';
import { inNeedsOrder } from '../core/check/order.js';
import { resultFormat, type CheckOutcome, type CheckResult, type CheckRun } from '../core/check/result.js';
import { defaultPoints, type Exercise, type Lab } from '../core/course/course.js';
import { isLabError, toLabError } from '../core/errors.js';
import type { CheckSpec } from '../core/manifest/schema.js';
import { joinPath } from '../core/paths.js';
import type { CancelSignal, CheckKind, Clock, Digest, RunningService } from '../core/ports.js';
import { passMark } from '../core/vocabulary.js';
import { RunScope } from './scope.js';

/** Seconds a check may take when its manifest says nothing. */
const defaultTimeout = 10;

export interface CheckEnvironment {
  readonly kinds: ReadonlyMap<string, CheckKind>;
  readonly clock: Clock;
  readonly digest: Digest;
  newId(): string;
}

export interface CheckRequest {
  readonly courseId: string;
  readonly lab: Lab;
  readonly exercise: Exercise;
  readonly submission: Submission;
  readonly trigger: CheckRun['trigger'];
  /** Starts (or finds) a service of the lab by name; without a name, the lab's only one. */
  service(name: string | undefined): Promise<RunningService>;
  readonly signal: CancelSignal;
}

/** What happens during a run, in order. */
export interface RunObserver {
  started?(runId: string, checks: number): void;
  result?(runId: string, result: CheckResult): void;
}

/**
 * Runs every check of an exercise on a submission and grades the results. All checks are run: one that fails stops only
 * those that need it. Cancelling gives `cancelled` results; a check that throws gives an `error`, never a wrong answer.
 */
export const runChecks = async (
  env: CheckEnvironment,
  request: CheckRequest,
  observer: RunObserver = {},
): Promise<CheckRun> => {
  const id = env.newId();
  const startedAt = env.clock.now();
  const before = env.clock.elapsed();
  const checks = inNeedsOrder(request.exercise.checks);
  const scope = new RunScope();
  const environment = new Set<string>();
  const results: CheckResult[] = [];
  observer.started?.(id, checks.length);
  try {
    for (const check of checks) {
      const result = await runCheck({ env, request, scope, environment, earlier: results }, check);
      results.push(result);
      observer.result?.(id, result);
    }
  } finally {
    await scope.end(() => undefined);
  }
  const inOrder = request.exercise.checks.flatMap(
    (check) => results.find((result) => result.checkId === check.id) ?? [],
  );
  return {
    format: resultFormat,
    id,
    courseId: request.courseId,
    itemId: request.lab.id,
    exerciseId: request.exercise.id,
    exerciseTitle: request.exercise.title,
    trigger: request.trigger,
    startedAt,
    durationMs: env.clock.elapsed() - before,
    results: inOrder,
    grade: gradeResults(inOrder, passMark),
    environment: [...environment],
  };
};

interface Running {
  readonly env: CheckEnvironment;
  readonly request: CheckRequest;
  readonly scope: RunScope;
  readonly environment: Set<string>;
  readonly earlier: readonly CheckResult[];
}

type Verdict = Pick<CheckResult, 'status' | 'message'> & Partial<Omit<CheckOutcome, 'status' | 'message'>>;

const runCheck = async (running: Running, check: CheckSpec): Promise<CheckResult> => {
  const before = running.env.clock.elapsed();
  const verdict = unmetNeed(running, check) ?? (await attempt(running, check));
  const maxPoints = check.points ?? defaultPoints;
  const { credit, ...told } = verdict;
  return {
    isolation: 'none',
    ...told,
    checkId: check.id,
    title: check.title,
    kind: check.kind,
    ...(check.requirement === undefined ? {} : { requirement: check.requirement }),
    ...(verdict.status === 'failed' && verdict.help === undefined && check.help !== undefined
      ? { help: check.help }
      : {}),
    points: maxPoints * (verdict.status === 'passed' ? 1 : verdict.status === 'failed' ? (credit ?? 0) : 0),
    maxPoints,
    durationMs: running.env.clock.elapsed() - before,
  };
};

const unmetNeed = ({ request, earlier }: Running, check: CheckSpec): Verdict | undefined => {
  if (request.signal.aborted) return { status: 'cancelled', message: 'Cancelled before it ran.' };
  const unmet = (check.needs ?? [])
    .map((need) => earlier.find((result) => result.checkId === need))
    .find((result) => result?.status !== 'passed');
  return unmet && { status: 'skipped', message: `Skipped: it needs “${unmet.title}” to pass first.` };
};

const attempt = async (running: Running, check: CheckSpec): Promise<Verdict> => {
  const { env, request } = running;
  const seconds = check.timeout ?? defaultTimeout;
  const deadline = env.clock.deadline(seconds * 1000, request.signal);
  try {
    const kind = env.kinds.get(check.kind);
    if (!kind)
      return {
        status: 'error',
        message: `This version does not know the check kind \`${check.kind}\`.`,
        help: 'Update the extension.',
      };
    return await untilAborted(kind.run(check, contextOf(running, deadline.signal)), deadline.signal);
  } catch (error) {
    if (deadline.expired || isLabError(error, 'timeout')) return timedOut(seconds);
    if (request.signal.aborted || isLabError(error, 'cancelled')) return { status: 'cancelled', message: 'Cancelled.' };
    return broken(error);
  } finally {
    deadline.clear();
  }
};

const timedOut = (seconds: number): Verdict => ({
  status: 'timeout',
  message: `Stopped after ${seconds} seconds without a result.`,
  help: 'Look for a join without a condition or a loop that never ends. The time limit belongs to the check, not to your machine.',
});

const broken = (error: unknown): Verdict => {
  const { message, data } = toLabError(error);
  return {
    status: 'error',
    message,
    ...(data.cure === undefined ? {} : { help: data.cure }),
    ...(data.detail === undefined ? {} : { log: data.detail }),
  };
};

const contextOf = ({ env, request, scope, environment }: Running, signal: CancelSignal): CheckContext => ({
  exercise: { id: request.exercise.id, files: request.exercise.files.map((file) => file.path) },
  submission: request.submission,
  labFile: (path) => joinPath(request.lab.folder, path),
  service: (name) =>
    // Asked for by every check: found once, so that a check costs no look at processes and files.
    scope.shared(`service ${name ?? ''}`, async () => {
      const service = await request.service(name);
      environment.add(service.label());
      return { value: service, end: () => Promise.resolve() };
    }),
  signal,
  digest: env.digest,
  shared: (key, make) => scope.shared(key, make),
});

/** Settles as soon as the signal aborts, even when the work itself does not listen to it. */
const untilAborted = <T>(work: Promise<T>, signal: CancelSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const aborted = (): void => reject(signal.reason);
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
