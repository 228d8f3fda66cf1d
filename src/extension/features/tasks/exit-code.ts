import type { CheckRun } from '../../../core/check/result.js';

/** Exit codes of a check task: everything passed, a check failed, or something was broken and nothing is proved. */
export const exitCodes = { passed: 0, failed: 1, broken: 2 } as const;

export const exitCodeOf = ({ results, grade }: CheckRun): number => {
  if (!grade.gradable) return exitCodes.broken;
  return results.every(({ status }) => status === 'passed') ? exitCodes.passed : exitCodes.failed;
};
