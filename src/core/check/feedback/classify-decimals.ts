import { compareDecimals, subtract, type Decimal } from '../compare/number-text.js';
import { countOf } from '../text/words.js';
import { atScale, isSame, magnitudeOf, type DecimalPair, type Rounding } from './decimals.js';
import type { ValueClass } from './value-class.js';

const scaleOf = (values: readonly Decimal[]): number => Math.max(...values.map(({ scale }) => scale));

const places = (count: number): string => countOf(count, 'decimal');

const roundHelp = 'Round later or to more decimals, and look at the type of the column.';

/** What is said of each way to leave out decimals, for whole numbers and for some decimals. */
const ways: readonly (readonly [Rounding, whole: string, some: string, help: string])[] = [
  ['half', 'The values are rounded to whole numbers.', 'The values are rounded to', roundHelp],
  [
    'cut',
    'The decimals are cut off.',
    'The values are cut off after',
    'Dividing integers cuts off decimals: convert one of them to `numeric` first.',
  ],
  ['up', 'The values are rounded up to whole numbers.', 'The values are rounded up to', roundHelp],
  ['down', 'The values are rounded down to whole numbers.', 'The values are rounded down to', roundHelp],
];

/** How numbers differ in their decimals: rounded, cut off, or more of them than asked for. */
export const classifyDecimals = (pairs: readonly DecimalPair[]): ValueClass | undefined => {
  const [expected, actual] = [scaleOf(pairs.map((p) => p.expected)), scaleOf(pairs.map((p) => p.actual))];
  if (actual > expected && pairs.every((p) => isSame(atScale(p.actual, expected, 'half'), p.expected))) {
    return {
      diagnosis: 'rounding',
      text: 'The values have more decimals than asked for.',
      help: '`round(value, decimals)` rounds them.',
    };
  }
  if (actual >= expected) return undefined;
  const way = ways.find(([rounding]) => pairs.every((p) => isSame(atScale(p.expected, actual, rounding), p.actual)));
  if (!way) return undefined;
  const [, whole, some, help] = way;
  return { diagnosis: 'rounding', text: actual === 0 ? whole : `${some} ${places(actual)}.`, help };
};

/** Differences of less than a billionth of the value come from floating point arithmetic. */
const tiny = ({ expected, actual }: DecimalPair): boolean => {
  // Whole numbers have no such noise: large ids and epoch times are simply others.
  if (expected.scale === 0 && actual.scale === 0) return false;
  const apart = magnitudeOf(subtract(actual, expected));
  return compareDecimals({ ...apart, coefficient: apart.coefficient * 1_000_000_000n }, magnitudeOf(expected)) < 0;
};

/** Numbers that differ as floating point numbers do. */
export const classifyNoise = (pairs: readonly DecimalPair[]): ValueClass | undefined =>
  pairs.every(tiny)
    ? {
        diagnosis: 'rounding',
        text: 'The values differ only in their last digits, as floating point numbers do.',
        help: 'Calculate with `numeric`, or round the result.',
      }
    : undefined;
