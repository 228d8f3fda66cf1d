import { describe, expect, it } from 'vitest';
import { verdict } from '../../../src/core/check/text/verdict.js';
import { clip, displayWidth, pad, wrap } from '../../../src/core/check/text/width.js';
import { code, countOf, listOf, oneLine, thousands } from '../../../src/core/check/text/words.js';
import type { CheckStatus } from '../../../src/core/vocabulary.js';
import { result, runOf } from './runs.js';

const verdictOf = (...statuses: CheckStatus[]): string => {
  const results = statuses.map((status, i) => result({ title: `Check ${i + 1}`, status, message: 'It broke.' }));
  const { lead, text } = verdict(runOf('x', results));
  return `${lead} | ${text}`;
};

describe('verdict', () => {
  it.each<[CheckStatus[], string]>([
    [['passed'], 'All right. | The check passes.'],
    [['passed', 'passed', 'passed'], 'All right. | All 3 checks pass.'],
    [['passed', 'passed'], 'All right. | Both checks pass.'],
    [['passed', 'failed'], 'One thing to fix. | “Check 2”.'],
    [['failed', 'skipped'], 'One thing to fix. | “Check 1”. One more check waits for it.'],
    [['failed', 'failed', 'skipped', 'skipped'], 'Two things to fix. | Two more checks wait for it.'],
    [['timeout'], 'One thing to fix. | “Check 1”.'],
    [['passed', 'passed', 'passed', 'passed', 'failed'], 'Passed. | One thing left to fix: “Check 5”.'],
    [[...Array<CheckStatus>(18).fill('passed'), 'failed', 'failed'], 'Passed. | Two things left to fix.'],
    [['failed', 'error'], 'This could not be checked. | It broke. It costs you nothing.'],
    [['passed', 'cancelled'], 'The check was cancelled. | It costs you nothing.'],
    [['skipped'], 'Not every check ran. | '],
    [[], 'There is nothing to check here. | '],
  ])('%j: %s', (statuses, expected) => {
    expect(verdictOf(...statuses)).toBe(expected);
  });
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['ｱｲ', 2],
    ['Ｆ', 2],
    ['한국', 4],
    ['👍', 2],
    ['e\u0301', 1],
    ['𠀋', 2],
    ['→─│', 3],
    ['', 0],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('clips and pads by columns', () => {
    expect(clip('日本語', 5)).toBe('日本…');
    expect(clip('日本語', 4)).toBe('日…');
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('abcd', 0)).toBe('');
    expect(`${pad('日', 4)}|`).toBe('日  |');
    expect(pad('1', 4, true)).toBe('   1');
  });

  it('wraps at blanks, inside long words only, and keeps line breaks', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
    expect(wrap('a\nb', 10)).toEqual(['a', 'b']);
    expect(wrap('日本語', 4)).toEqual(['日本', '語']);
    expect(wrap('a\u001b[2Jb', 20)).toEqual(['a␛[2Jb']);
    expect(wrap('', 10)).toEqual(['']);
  });
});

describe('words', () => {
  it('writes numbers, lists and code', () => {
    expect([thousands(0), thousands(999), thousands(1000), thousands(1234567n)]).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
    ]);
    expect([countOf(1, 'row'), countOf(0, 'row'), countOf(6820, 'row')]).toEqual(['1 row', '0 rows', '6,820 rows']);
    expect([listOf(['a']), listOf(['a', 'b']), listOf(['a', 'b', 'c'])]).toEqual(['a', 'a and b', 'a, b and c']);
    expect(listOf([...'abcdefgh'], 3)).toBe('a, b, c and 5 more');
    expect(code('a`b\n')).toBe('`aˋb␊`');
    expect(oneLine('x'.repeat(100), 5)).toBe('xxxx…');
    expect(oneLine('👍'.repeat(100), 5)).toBe('👍👍👍👍…');
  });
});
