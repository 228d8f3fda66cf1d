import { describe, expect, it } from 'vitest';
import { attemptHistory, compareRuns } from '../../../src/core/course/attempt-history.js';
import {
  addAttempt,
  keptAttempts,
  keptContents,
  lastPassed,
  noProgress,
  progressOf,
  type LabProgress,
} from '../../../src/core/course/progress.js';
import type { CheckStatus } from '../../../src/core/vocabulary.js';
import { resultOf, runOf } from '../../support/runs.js';

const run = (status: CheckStatus) => runOf([resultOf('a', status)]);
const file = (content: string) => ({ 'a.sql': { size: content.length, content } });
const times = (count: number, status: CheckStatus, from: LabProgress = noProgress): LabProgress =>
  Array.from({ length: count }).reduce<LabProgress>(
    (progress, _, index) => addAttempt(progress, run(status), file(`${status} ${index}`)),
    from,
  );
const numbers = (progress: LabProgress) => progressOf(progress, 'e').attempts.map(({ number }) => number);

describe('stored attempts', () => {
  it('are the newest ones', () => {
    expect(numbers(times(keptAttempts + 5, 'failed'))).toEqual(Array.from({ length: keptAttempts }, (_, i) => i + 6));
  });

  it('always have the newest one that passed, in its place', () => {
    const progress = times(keptAttempts + 3, 'failed', times(2, 'passed'));
    expect(numbers(progress)).toHaveLength(keptAttempts);
    expect(numbers(progress).slice(0, 2)).toEqual([2, 7]);
    expect(lastPassed(progressOf(progress, 'e'))?.number).toBe(2);
  });

  it('drop a pass for a newer one', () => {
    const progress = times(
      keptAttempts,
      'failed',
      times(1, 'passed', times(keptAttempts, 'failed', times(1, 'passed'))),
    );
    expect(numbers(progress).slice(0, 2)).toEqual([keptAttempts + 2, keptAttempts + 4]);
  });

  it('name the contents they refer to, and no others', () => {
    const contents = keptContents(times(keptAttempts + 1, 'failed'));
    expect(contents.size).toBe(keptAttempts);
    expect(contents.has('failed 0')).toBe(false);
    expect(keptContents(addAttempt(noProgress, run('passed')))).toEqual(new Set());
  });
});

describe('the history of attempts', () => {
  it('tells of each what changed since the one before, newest first', () => {
    const attempts = [
      { number: 3, run: runOf([resultOf('a', 'failed'), resultOf('b', 'skipped')]), files: { x: { size: 1, content: '1' }, y: { size: 2, content: '2' } } },
      { number: 4, run: runOf([resultOf('a', 'passed'), resultOf('b', 'passed')]), files: { x: { size: 1, content: '3' }, z: { size: 9_000_000 } } },
    ]; // prettier-ignore
    const [newest, oldest] = attemptHistory(attempts);
    expect(newest?.number).toBe(4);
    expect(newest?.files).toEqual([
      { path: 'x', change: 'changed', kept: true },
      { path: 'z', change: 'new', kept: false },
      { path: 'y', change: 'gone', kept: false },
    ]);
    expect(newest?.checks.map(({ checkId, before, after }) => [checkId, before, after])).toEqual([
      ['a', 'failed', 'passed'],
      ['b', 'skipped', 'passed'],
    ]);
    expect(oldest?.checks).toEqual([]);
    expect(oldest?.files?.every(({ change }) => change === 'new')).toBe(true);
  });

  it('says of an attempt without files that they were not kept', () => {
    expect(attemptHistory([{ number: 1, run: run('passed') }])[0]).not.toHaveProperty('files');
  });

  it('lists checks that came or went', () => {
    const before = runOf([resultOf('a', 'passed'), resultOf('old', 'failed')]);
    const after = runOf([resultOf('a', 'passed'), resultOf('new', 'failed')]);
    expect(compareRuns(before, after)).toEqual([
      { checkId: 'new', title: 'Check new', after: 'failed' },
      { checkId: 'old', title: 'Check old', before: 'failed' },
    ]);
    expect(compareRuns(before, before)).toEqual([]);
  });
});
