import { compareDecimals, type Decimal } from '../compare/number-text.js';
import { countOf } from '../text/words.js';
import type { ValueClass } from './value-class.js';

/** Two numbers that should be equal. */
export interface DecimalPair {
  readonly expected: Decimal;
  readonly actual: Decimal;
}

/** True for numbers of one value, whatever their scale. */
export const isSame = (a: Decimal, b: Decimal): boolean => compareDecimals(a, b) === 0;

const scaleOf = (values: readonly Decimal[]): number => Math.max(...values.map(({ scale }) => scale));

/** The value with so many decimals, half away from zero or cut off. */
const atScale = ({ coefficient, scale }: Decimal, decimals: number, cut: boolean): Decimal => {
  if (scale <= decimals) return { coefficient, scale };
  const unit = 10n ** BigInt(scale - decimals);
  const half = cut ? 0n : coefficient < 0n ? -unit / 2n : unit / 2n;
  return { coefficient: (coefficient + half) / unit, scale: decimals };
};

const places = (count: number): string => countOf(count, 'decimal');

/** How numbers differ in their decimals: rounded, cut off, or more of them than asked for. */
export const classifyDecimals = (pairs: readonly DecimalPair[]): ValueClass | undefined => {
  const [expected, actual] = [scaleOf(pairs.map((p) => p.expected)), scaleOf(pairs.map((p) => p.actual))];
  if (actual < expected) {
    if (pairs.every((p) => isSame(atScale(p.expected, actual, false), p.actual))) {
      return {
        text:
          actual === 0 ? 'The values are rounded to whole numbers.' : `The values are rounded to ${places(actual)}.`,
        help: 'Round later or to more decimals, and look at the type of the column.',
      };
    }
    if (pairs.every((p) => isSame(atScale(p.expected, actual, true), p.actual))) {
      return {
        text: actual === 0 ? 'The decimals are cut off.' : `The values are cut off after ${places(actual)}.`,
        help: 'Dividing integers cuts off decimals: convert one of them to `numeric` first.',
      };
    }
  }
  if (actual > expected && pairs.every((p) => isSame(atScale(p.actual, expected, false), p.expected))) {
    return { text: 'The values have more decimals than asked for.', help: '`round(value, decimals)` rounds them.' };
  }
  return undefined;
};
