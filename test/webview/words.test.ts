import { describe, expect, it } from 'vitest';
import { footerFacts, isolationWords } from '../../src/webview/run-facts.js';
import { plainLog } from '../../src/webview/plain-log.js';
import { duration, percent, plural, pointsText } from '../../src/webview/format.js';
import { exercise, failedResults, result, run } from './fixtures.js';

describe('numbers', () => {
  it('never round a grade up to the pass mark', () => {
    expect(percent(0.7999)).toBe('79\u00a0%');
    expect(percent(0.8)).toBe('80\u00a0%');
    expect(percent(0.57)).toBe('57\u00a0%');
    expect(percent(1)).toBe('100\u00a0%');
  });

  it('show partial points with one decimal', () => {
    expect([2, 2.5, 7 / 3].map(pointsText)).toEqual(['2', '2.5', '2.3']);
    expect([plural(1, 'point'), plural(2.5, 'point')]).toEqual(['1 point', '2.5 points']);
  });

  it('show durations in the unit that reads best', () => {
    expect([0.2, 6.1, 412, 1250, 10_004].map(duration)).toEqual([
      '<\u00a01\u00a0ms',
      '6\u00a0ms',
      '412\u00a0ms',
      '1.3\u00a0s',
      '10\u00a0s',
    ]);
  });
});

describe('what a program printed', () => {
  const esc = String.fromCharCode(27);
  const bell = String.fromCharCode(7);
  it.each([
    [`${esc}[1;31mred${esc}[0m`, 'red'],
    [`${esc}]0;title${bell}text`, 'text'],
    [`${esc}]8;;https://a.example${esc}\\link${esc}]8;;${esc}\\`, 'link'],
    [`${esc}(Bplain${esc}=`, 'plain'],
    ['1/3\r2/3\r3/3\nnext\r\n', '3/3\nnext'],
    [`a\tb${bell}\u0000c`, 'a\tbc'],
    ['[31m stays, and so does \\u001b', '[31m stays, and so does \\u001b'],
  ])('%j reads %j', (log, text) => {
    expect(plainLog(log)).toBe(text);
  });
});

describe('the small print', () => {
  it('tells how the data was kept safe', () => {
    expect(isolationWords(run(failedResults))).toBe('checked on a copy of the data');
    expect(isolationWords(run([result(0, { isolation: 'scratch' })]))).toBe('checked on a server of its own');
    expect(isolationWords(run([result(0, { isolation: 'readonly' })]))).toBe('checked read-only');
    expect(isolationWords(run([result(0, { isolation: 'none' })]))).toBeUndefined();
    expect(isolationWords(run([result(0), result(1, { isolation: 'scratch' })]))).toBe(
      'checked on a server of its own',
    );
  });

  it('lists attempt, best, isolation, environment and seed in this order', () => {
    const facts = footerFacts({ ...exercise, attempts: 3, best: 0.4 }, run([result(0, { seed: 7 })]));
    expect(facts).toEqual([
      'attempt 3',
      'best 40\u00a0%',
      'checked on a copy of the data',
      'PostgreSQL 18.4',
      'data seed 7',
    ]);
  });

  it('says that a run which could not be graded was no attempt', () => {
    expect(footerFacts(exercise, run([result(0, { status: 'error' })]))[0]).toBe('not counted');
    expect(footerFacts(exercise, undefined)).toEqual(['no attempt yet']);
  });
});
