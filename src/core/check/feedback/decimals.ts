import { canonicalNumber, compareDecimals, parseDecimal, type Decimal } from '../compare/number-text.js';
import { thousands } from '../text/words.js';
import type { ValuePair } from './value-class.js';

/** Two numbers that should be equal. */
export interface DecimalPair {
  readonly expected: Decimal;
  readonly actual: Decimal;
}

/** Pairs of values as exact decimals; `undefined` when one is no finite number. */
export const decimalPairs = (pairs: readonly ValuePair[]): readonly DecimalPair[] | undefined => {
  const read = (text: string): Decimal | undefined => parseDecimal(canonicalNumber(text) ?? '');
  const found = pairs.flatMap((pair): DecimalPair[] => {
    const [expected, actual] = [read(pair.expected), read(pair.actual)];
    return expected && actual ? [{ expected, actual }] : [];
  });
  return found.length === pairs.length && found.length > 0 ? found : undefined;
};

/** True for numbers of one value, whatever their scale. */
export const isSame = (a: Decimal, b: Decimal): boolean => compareDecimals(a, b) === 0;

export const magnitudeOf = ({ coefficient, scale }: Decimal): Decimal => ({
  coefficient: coefficient < 0n ? -coefficient : coefficient,
  scale,
});

export const times = (a: Decimal, b: Decimal): Decimal => ({
  coefficient: a.coefficient * b.coefficient,
  scale: a.scale + b.scale,
});

/** Ways to leave out decimals: half away from zero, towards zero, upwards, downwards. */
export type Rounding = 'half' | 'cut' | 'up' | 'down';

const added: Readonly<Record<Rounding, (coefficient: bigint, unit: bigint) => bigint>> = {
  half: (coefficient, unit) => (coefficient < 0n ? -unit / 2n : unit / 2n),
  cut: () => 0n,
  up: (coefficient, unit) => (coefficient > 0n ? unit - 1n : 0n),
  down: (coefficient, unit) => (coefficient < 0n ? 1n - unit : 0n),
};

/** The value with so many decimals. */
export const atScale = ({ coefficient, scale }: Decimal, decimals: number, rounding: Rounding): Decimal => {
  if (scale <= decimals) return { coefficient, scale };
  const unit = 10n ** BigInt(scale - decimals);
  return { coefficient: (coefficient + added[rounding](coefficient, unit)) / unit, scale: decimals };
};

/** `over / under` when it is a whole number above 1. */
export const wholeRatio = (over: Decimal, under: Decimal): bigint | undefined => {
  const top = over.coefficient * 10n ** BigInt(under.scale);
  const bottom = under.coefficient * 10n ** BigInt(over.scale);
  if (bottom === 0n || top % bottom !== 0n) return undefined;
  const ratio = top / bottom;
  return ratio > 1n ? ratio : undefined;
};

/** The nearest double. */
export const approximately = ({ coefficient, scale }: Decimal): number => Number(`${coefficient}e-${scale}`);

/** A decimal as text, with thousands separated. */
export const written = ({ coefficient, scale }: Decimal): string => {
  const digits = String(coefficient).padStart(scale + 1, '0');
  const fraction = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '');
  return thousands(scale === 0 ? digits : digits.slice(0, -scale)).concat(fraction === '' ? '' : `.${fraction}`);
};
