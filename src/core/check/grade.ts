import { defaultPoints } from '../course/course.js';
import type { LabError } from '../errors.js';
import type { CheckSpec } from '../manifest/check-schema.js';
import { passMark } from '../vocabulary.js';
import type { CheckOutcome, CheckResult, Grade } from './result.js';

/** Points are kept to six decimals, so that ten times 0.1 is 1. */
const tidy = (points: number): number => Math.round(points * 1e6) / 1e6;

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

/** What every result of a check says, whatever came out. */
const identity = (
  spec: CheckSpec,
  durationMs: number,
): Pick<CheckResult, 'checkId' | 'title' | 'kind' | 'requirement' | 'maxPoints' | 'durationMs'> => ({
  checkId: spec.id,
  title: spec.title,
  kind: spec.kind,
  ...(spec.requirement !== undefined && { requirement: spec.requirement }),
  maxPoints: spec.points ?? defaultPoints,
  durationMs,
});

/**
 * The result of a check that ran to its end. A passed check earns its points, a failed one the outcome's share of them. The
 * author's help is shown under a failed check that has no help of its own.
 */
export const checkResult = (spec: CheckSpec, outcome: CheckOutcome, durationMs: number): CheckResult => {
  const { credit, help, ...rest } = outcome;
  const passed = outcome.status === 'passed';
  const shownHelp = passed ? help : (help ?? spec.help);
  const share = clamp(credit ?? (passed ? 1 : 0));
  const base = identity(spec, durationMs);
  return {
    ...base,
    ...rest,
    ...(shownHelp !== undefined && { help: shownHelp }),
    points: tidy(share * base.maxPoints),
  };
};

/** The result of a check that was not run because checks it needs did not pass; `needs` holds their titles. */
export const skippedResult = (spec: CheckSpec, needs: readonly string[]): CheckResult => ({
  ...identity(spec, 0),
  status: 'skipped',
  message:
    needs.length === 0
      ? 'Not run, because a check it needs did not pass.'
      : `Not run, because ${needs.length === 1 ? 'this check' : 'these checks'} must pass first: ${needs.join('; ')}.`,
  points: 0,
  isolation: 'none',
});

/** The result of a check that a quick run leaves to the full one: it earns nothing yet, and is part of what is to be had. */
export const deferredResult = (spec: CheckSpec): CheckResult => ({
  ...identity(spec, 0),
  status: 'skipped',
  message: 'Part of the full check, which runs when the quick one passes.',
  points: 0,
  isolation: 'none',
});

/**
 * The result of a check that did not come to an end: `error` for what is broken on our side or in the environment, `timeout` for the
 * learner's own code running out of time, `cancelled` for a run that was stopped.
 */
export const unfinishedResult = (
  spec: CheckSpec,
  status: 'error' | 'timeout' | 'cancelled',
  error: LabError,
  durationMs: number,
): CheckResult => ({
  ...identity(spec, durationMs),
  status,
  message: error.message,
  ...(error.data.cure !== undefined && { help: error.data.cure }),
  ...(error.data.detail !== undefined && { log: error.data.detail }),
  points: 0,
  isolation: 'none',
});

/**
 * The grade of a check run against a pass mark (a fraction of the points). An `error` or `cancelled` result, or no result at all,
 * makes the run not gradable: broken is never wrong. A `timeout` is the learner's and earns nothing. Without any points to earn,
 * all checks must pass. A run that is not gradable is never passed.
 */
export const gradeResults = (results: readonly CheckResult[], mark: number = passMark): Grade => {
  const points = tidy(results.reduce((sum, result) => sum + result.points, 0));
  const maxPoints = tidy(results.reduce((sum, result) => sum + result.maxPoints, 0));
  const gradable = results.length > 0 && !results.some(({ status }) => status === 'error' || status === 'cancelled');
  const allPassed = results.length > 0 && results.every(({ status }) => status === 'passed');
  const fraction = maxPoints > 0 ? clamp(points / maxPoints) : allPassed ? 1 : 0;
  return { points, maxPoints, fraction, passed: gradable && tidy(fraction) >= mark, gradable };
};
