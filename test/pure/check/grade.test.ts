import { describe, expect, it } from 'vitest';
import { checkResult, gradeResults, skippedResult, unfinishedResult } from '../../../src/core/check/grade.js';
import type { CheckOutcome, CheckResult } from '../../../src/core/check/result.js';
import { LabError } from '../../../src/core/errors.js';
import type { CheckSpec } from '../../../src/core/manifest/check-schema.js';
import type { CheckStatus } from '../../../src/core/vocabulary.js';

const spec = (changes: Partial<CheckSpec> = {}): CheckSpec =>
  ({ id: 'rows', title: 'One row per play', kind: 'files.exists', paths: ['a.sql'], ...changes }) as CheckSpec;

const outcome = (changes: Partial<CheckOutcome> = {}): CheckOutcome => ({
  status: 'failed',
  message: 'Two rows are missing.',
  isolation: 'readonly',
  ...changes,
});

const result = (status: CheckStatus, points: number, maxPoints: number): CheckResult => ({
  ...skippedResult(spec({ points: maxPoints }), []),
  status,
  points,
});

describe('result of a check', () => {
  it('takes identity from the spec and findings from the outcome', () => {
    const evidence = { kind: 'text', actual: 'x' } as const;
    const location = { file: 'a.sql', line: 3 };
    const given = outcome({ help: 'Look at the join.', evidence, location, log: 'NOTICE: x' });
    expect(checkResult(spec({ requirement: 'R1', points: 5 }), given, 12)).toEqual({
      checkId: 'rows',
      title: 'One row per play',
      kind: 'files.exists',
      requirement: 'R1',
      status: 'failed',
      message: 'Two rows are missing.',
      help: 'Look at the join.',
      evidence,
      location,
      log: 'NOTICE: x',
      points: 0,
      maxPoints: 5,
      durationMs: 12,
      isolation: 'readonly',
    });
  });

  it.each([
    ['passed', undefined, 3, 3],
    ['failed', undefined, 3, 0],
    ['failed', 0.5, 3, 1.5],
    ['failed', 0.1, 3, 0.3],
    ['passed', 0.5, 3, 1.5],
    ['failed', 7, 3, 3],
    ['failed', -1, 3, 0],
    ['passed', undefined, undefined, 1],
    ['passed', undefined, 0, 0],
  ] as const)('%s with credit %s of %s points earns %s', (status, credit, points, earned) => {
    const given = outcome({ status, ...(credit !== undefined && { credit }) });
    const made = checkResult(spec(points === undefined ? {} : { points }), given, 1);
    expect(made.points).toBe(earned);
    expect(made).not.toHaveProperty('credit');
  });

  it("falls back on the author's help, and never under a passed check", () => {
    const helpful = spec({ help: 'Read chapter 2.' });
    expect(checkResult(helpful, outcome(), 1).help).toBe('Read chapter 2.');
    expect(checkResult(helpful, outcome({ help: 'Look at the join.' }), 1).help).toBe('Look at the join.');
    expect(checkResult(helpful, outcome({ status: 'passed' }), 1).help).toBeUndefined();
  });

  it('of a skipped check names what must pass first', () => {
    expect(skippedResult(spec(), ['The script runs'])).toMatchObject({
      status: 'skipped',
      points: 0,
      message: 'Not run, because this check must pass first: The script runs.',
    });
    expect(skippedResult(spec(), ['A', 'B']).message).toBe('Not run, because these checks must pass first: A; B.');
  });

  it('of a broken check carries the error and its cure', () => {
    const error = new LabError('service-failed', 'PostgreSQL did not start.', {
      cure: 'Free port 5432.',
      detail: 'log',
    });
    expect(unfinishedResult(spec(), 'error', error, 7)).toMatchObject({
      status: 'error',
      message: 'PostgreSQL did not start.',
      help: 'Free port 5432.',
      log: 'log',
      points: 0,
      durationMs: 7,
    });
  });
});

describe('grade', () => {
  it('sums points and compares with the pass mark', () => {
    expect(gradeResults([result('passed', 4, 4), result('failed', 0, 1)])).toEqual({
      points: 4,
      maxPoints: 5,
      fraction: 0.8,
      passed: true,
      gradable: true,
    });
    expect(gradeResults([result('passed', 3, 3), result('failed', 0, 1)]).passed).toBe(false);
    expect(gradeResults([result('passed', 3, 3), result('failed', 0, 1)], 0.75).passed).toBe(true);
  });

  it('is not spoiled by binary fractions', () => {
    const tenths = Array.from({ length: 8 }, () => result('passed', 0.1, 0.1));
    const grade = gradeResults([...tenths, result('failed', 0, 0.1), result('failed', 0, 0.1)]);
    expect(grade).toMatchObject({ points: 0.8, maxPoints: 1, passed: true });
  });

  it.each([
    ['error', false],
    ['cancelled', false],
    ['timeout', true],
    ['skipped', true],
    ['failed', true],
  ] as const)('with a check that ended in %s is gradable: %s', (status, gradable) => {
    const grade = gradeResults([result('passed', 9, 9), result(status, 0, 1)]);
    expect([grade.gradable, grade.passed]).toEqual([gradable, gradable]);
  });

  it('of nothing is no grade', () => {
    expect(gradeResults([])).toEqual({ points: 0, maxPoints: 0, fraction: 0, passed: false, gradable: false });
  });

  it('without points asks that all checks pass', () => {
    expect(gradeResults([result('passed', 0, 0)])).toMatchObject({ fraction: 1, passed: true });
    expect(gradeResults([result('passed', 0, 0), result('failed', 0, 0)])).toMatchObject({
      fraction: 0,
      passed: false,
    });
  });
});
