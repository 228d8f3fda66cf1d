import type { CheckContext, Submission } from '../core/check/context.js';
import { checkResult, deferredResult, gradeResults, skippedResult, unfinishedResult } from '../core/check/grade.js';
import { inNeedsOrder } from '../core/check/order.js';
import { checksOf } from '../core/check/tiers.js';
import { resultFormat, type CheckOutcome, type CheckResult, type CheckRun } from '../core/check/result.js';
import type { Exercise, Lab } from '../core/course/course.js';
import { isLabError, LabError, toLabError } from '../core/errors.js';
import type { CheckSpec } from '../core/manifest/schema.js';
import { joinPath } from '../core/paths.js';
import type { CancelSignal, CheckKind, Clock, Digest, RunningService } from '../core/ports.js';
import { passMark, type Tier } from '../core/vocabulary.js';
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
  readonly tier: Tier;
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
  const checks = inNeedsOrder(checksOf(request.exercise, request.tier));
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
  const inOrder = request.exercise.checks.map(
    (check) => results.find((result) => result.checkId === check.id) ?? deferredResult(check),
  );
  return {
    format: resultFormat,
    id,
    courseId: request.courseId,
    itemId: request.lab.id,
    exerciseId: request.exercise.id,
    exerciseTitle: request.exercise.title,
    trigger: request.trigger,
    tier: request.tier,
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

const runCheck = async (running: Running, check: CheckSpec): Promise<CheckResult> => {
  const { clock } = running.env;
  if (running.request.signal.aborted) return unfinishedResult(check, 'cancelled', cancelled(), 0);
  const unmet = unmetNeeds(running, check);
  if (unmet.length > 0) return skippedResult(check, unmet);
  const before = clock.elapsed();
  const seconds = check.timeout ?? defaultTimeout;
  const deadline = clock.deadline(seconds * 1000, running.request.signal);
  let work: Promise<CheckOutcome> | undefined;
  try {
    const kind = kindOf(running, check);
    const started = kind.run(check, contextOf(running, deadline.signal));
    if (kind.explainsTimeout) work = started;
    const outcome = await untilAborted(started, deadline.signal);
    return checkResult(check, outcome, clock.elapsed() - before);
  } catch (error) {
    const elapsed = clock.elapsed() - before;
    if (running.request.signal.aborted || isLabError(error, 'cancelled'))
      return unfinishedResult(check, 'cancelled', cancelled(), elapsed);
    if (deadline.expired || isLabError(error, 'timeout')) {
      const words = work && (await lastWords(running, work, deadline.signal));
      return unfinishedResult(check, 'timeout', words ?? timedOut(seconds), elapsed);
    }
    return unfinishedResult(check, 'error', toLabError(error), elapsed);
  } finally {
    deadline.clear();
  }
};

/** Titles of the needed checks that did not pass. */
const unmetNeeds = ({ earlier }: Running, check: CheckSpec): readonly string[] =>
  (check.needs ?? []).flatMap((need) => {
    const result = earlier.find((candidate) => candidate.checkId === need);
    return result && result.status !== 'passed' ? [result.title] : [];
  });

const kindOf = ({ env }: Running, check: CheckSpec): CheckKind => {
  const kind = env.kinds.get(check.kind);
  if (kind) return kind;
  throw new LabError('manifest-invalid', `This version does not know the check kind \`${check.kind}\`.`, {
    cure: 'Update the extension.',
  });
};

const cancelled = (): LabError => new LabError('cancelled', 'The check was cancelled.');

const timedOut = (seconds: number): LabError =>
  new LabError('timeout', `Stopped after ${seconds} seconds without a result.`, {
    cure: 'Look for a join without a condition, or for something that never ends.',
  });

const contextOf = ({ env, request, scope, environment }: Running, signal: CancelSignal): CheckContext => ({
  exercise: { id: request.exercise.id, files: request.exercise.files.map((file) => file.path) },
  lab: request.lab,
  tier: request.tier,
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

/** Milliseconds in which a kind may still say where the time went. */
const lastWordsMs = 1000;

/** What the kind itself says about the end of its time, if it has more to say than that. */
const lastWords = async (
  { env, request }: Running,
  work: Promise<CheckOutcome>,
  signal: CancelSignal,
): Promise<LabError | undefined> => {
  const patience = env.clock.deadline(lastWordsMs, request.signal);
  try {
    await untilAborted(work, patience.signal);
  } catch (error) {
    return isLabError(error, 'timeout') && error !== signal.reason && error !== patience.signal.reason
      ? error
      : undefined;
  } finally {
    patience.clear();
  }
  return undefined;
};

/** Settles as soon as the signal aborts, even when the work itself does not listen to it. */
const untilAborted = <T>(work: Promise<T>, signal: CancelSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const aborted = (): void => reject(signal.reason);
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
