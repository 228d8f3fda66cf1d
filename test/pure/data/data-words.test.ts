import { expect, it } from 'vitest';
import type { DataSpec } from '../../../src/core/data/data-spec.js';
import { quickDataWords } from '../../../src/core/data/data-words.js';

const month: DataSpec = { generator: 'sparkify', seed: 1, scale: 2 };

it.each<[Partial<DataSpec>, string | undefined]>([
  [{}, undefined],
  [{ days: 3 }, '3 days of data'],
  [{ days: 1, from: '2018-11-12' }, '1 day of data'],
  [{ scale: 1 }, 'a smaller data set'],
  [{ seed: 2 }, undefined],
])('data of a quick check with %j is called %j', (less, words) => {
  expect(quickDataWords({ full: month, quick: { ...month, ...less } })).toBe(words);
});
