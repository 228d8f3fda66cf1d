import { describe, expect, it } from 'vitest';
import { apportion, keyOf, permutation, Random, weighted } from '../../../src/core/data/sparkify/random.js';

describe('chance', () => {
  it('is the same from the same start, and another from another', () => {
    const draw = (random: Random): readonly number[] => Array.from({ length: 5 }, () => random.below(1000));
    const random = new Random(keyOf(1, 'a'), 0);
    const first = draw(random);
    random.restart(keyOf(1, 'a'), 0);
    expect(draw(random)).toEqual(first);
    for (const other of [new Random(keyOf(1, 'a'), 1), new Random(keyOf(1, 'b'), 0), new Random(keyOf(2, 'a'), 0)])
      expect(draw(other)).not.toEqual(first);
  });

  it('is even', () => {
    const random = new Random(keyOf(9, 'even'), 0);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 100_000; index += 1) counts[random.below(10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('tells seeds apart that agree in their lower 32 bits', () => {
    expect(keyOf(1, 'a')).not.toBe(keyOf(2 ** 32 + 1, 'a'));
  });

  it('follows weights, and never takes what weighs nothing', () => {
    const random = new Random(keyOf(4, 'weights'), 0);
    const choose = weighted([0, 1, 3, 0]);
    const counts = [0, 0, 0, 0];
    for (let index = 0; index < 40_000; index += 1) counts[choose(random)]! += 1;
    expect([counts[0], counts[3]]).toEqual([0, 0]);
    expect(Math.abs(counts[1]! - 10_000)).toBeLessThan(500);
  });
});

describe('a permutation', () => {
  it.each([1, 2, 3, 4, 5, 17, 64, 65, 1000])('of %d gives each number once', (size) => {
    const place = permutation(size, keyOf(size, 'order'));
    const places = Array.from({ length: size }, (_, index) => place(index));
    expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index));
  });
});

describe('shares', () => {
  it('add up to the total, and nobody gets less than the least', () => {
    for (const [total, weights, least] of [
      [10, [1, 1, 1], 0],
      [100, [7, 0, 1, 99], 1],
      [5, [3, 3, 3, 3, 3], 1],
    ] as const) {
      const shares = apportion(total, weights, least);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(least);
    }
    expect(apportion(10, [1, 1, 1], 0)).toEqual([4, 3, 3]);
  });
});
