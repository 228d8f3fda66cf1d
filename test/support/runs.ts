import type { CheckResult, CheckRun } from '../../src/core/check/result.js';
import type { CheckStatus } from '../../src/core/vocabulary.js';

/** A result of check `id`; what a learner reads in it matters to no test here. */
export const resultOf = (id: string, status: CheckStatus, more: Partial<CheckResult> = {}): CheckResult => ({
  checkId: id,
  title: `Check ${id}`,
  kind: 'files.exists',
  status,
  message: '',
  points: status === 'passed' ? 1 : 0,
  maxPoints: 1,
  durationMs: 1,
  isolation: 'none',
  ...more,
});

/** A run whose grade is what its results add up to. */
export const runOf = (results: readonly CheckResult[], more: Partial<CheckRun> = {}): CheckRun => {
  const points = results.reduce((sum, result) => sum + result.points, 0);
  const fraction = points / Math.max(1, results.length);
  return {
    format: 1,
    id: 'run',
    courseId: 'c',
    itemId: 'i',
    exerciseId: 'e',
    exerciseTitle: 'E',
    trigger: 'save',
    startedAt: 0,
    durationMs: 1,
    results,
    grade: { points, maxPoints: results.length, fraction, passed: fraction >= 0.8, gradable: true },
    environment: [],
    ...more,
  };
};
