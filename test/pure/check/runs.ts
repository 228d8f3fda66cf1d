import { gradeResults } from '../../../src/core/check/grade.js';
import { describeTable } from '../../../src/core/check/feedback/describe-table.js';
import { resultFormat, type CheckResult, type CheckRun } from '../../../src/core/check/result.js';
import type { RowSource } from '../../../src/core/check/table.js';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';
import { compare } from './support.js';

export const result = (changes: Partial<CheckResult>): CheckResult => ({
  checkId: 'check',
  title: 'A check',
  kind: 'sql.query',
  status: 'passed',
  message: 'Your result is right: 3 rows.',
  points: changes.status === undefined || changes.status === 'passed' ? (changes.maxPoints ?? 1) : 0,
  maxPoints: 1,
  durationMs: 12,
  isolation: 'readonly',
  ...changes,
});

/** A failed result with the real comparison and its real words. */
export const failedTable = async (
  title: string,
  expected: RowSource,
  actual: RowSource,
  options: CompareOptions = {},
): Promise<CheckResult> => {
  const diff = await compare(expected, actual, options, { sample: 6 });
  const evidence = { kind: 'table', caption: 'your result', diff } as const;
  return result({ title, status: 'failed', ...describeTable(diff), evidence });
};

export const runOf = (title: string, results: readonly CheckResult[], changes: Partial<CheckRun> = {}): CheckRun => ({
  format: resultFormat,
  id: 'run-1',
  courseId: 'course',
  itemId: 'lab',
  exerciseId: 'exercise',
  exerciseTitle: title,
  trigger: 'save',
  startedAt: 0,
  durationMs: 100,
  results,
  grade: gradeResults(results),
  environment: ['PostgreSQL 18.4'],
  ...changes,
});
