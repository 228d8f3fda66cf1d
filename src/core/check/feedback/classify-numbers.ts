import { canonicalNumber, compareDecimals, parseDecimal, subtract, type Decimal } from '../compare/number-text.js';
import { thousands } from '../text/words.js';
import { classifyDecimals, isSame, type DecimalPair } from './classify-decimals.js';
import { severalFor, type ValueClass, type ValuePair } from './value-class.js';

type Classifier = (pairs: readonly DecimalPair[]) => ValueClass | undefined;

const read = (text: string): Decimal | undefined => parseDecimal(canonicalNumber(text) ?? '');

const times = (a: Decimal, b: Decimal): Decimal => ({
  coefficient: a.coefficient * b.coefficient,
  scale: a.scale + b.scale,
});

const magnitudeOf = ({ coefficient, scale }: Decimal): Decimal => ({
  coefficient: coefficient < 0n ? -coefficient : coefficient,
  scale,
});

/** A decimal as text, with thousands separated. */
const written = ({ coefficient, scale }: Decimal): string => {
  const digits = String(coefficient).padStart(scale + 1, '0');
  const fraction = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '');
  return thousands(scale === 0 ? digits : digits.slice(0, -scale)).concat(fraction === '' ? '' : `.${fraction}`);
};

const offset: Classifier = (pairs) => {
  const [first] = pairs;
  if (!first) return undefined;
  const shift = subtract(first.actual, first.expected);
  if (!pairs.every(({ expected, actual }) => isSame(subtract(actual, expected), shift))) return undefined;
  const size = magnitudeOf(shift);
  const one = isSame(size, { coefficient: 1n, scale: 0 });
  if (!severalFor(pairs) && !one) return undefined;
  const direction = shift.coefficient > 0n ? 'high' : 'low';
  const text = `${severalFor(pairs) ? 'Every value' : 'The value'} is ${written(size)} too ${direction}`;
  const coarse = severalFor(pairs) ? { text: `Every value is too ${direction} by the same amount.` } : null;
  if (!one) return { text: `${text}.`, coarse };
  return {
    text: `${text}: off by one.`,
    coarse,
    help: 'Look at the borders: `<` or `<=`, counting from 0 or from 1, `NULL` counted or not.',
  };
};

/** Units that are mixed up often: factor -> what is said of it. */
const units: Readonly<Record<string, string>> = {
  '24': 'hours and days',
  '60': 'seconds and minutes, or minutes and hours',
  '100': 'fractions and per cent',
  '1000': 'seconds and milliseconds',
  '1024': 'bytes and kibibytes',
  '3600': 'seconds and hours',
  '86400': 'seconds and days',
  '1000000': 'seconds and microseconds',
};

/** `over / under` when it is a whole number above 1. */
const wholeRatio = (over: Decimal, under: Decimal): bigint | undefined => {
  const top = over.coefficient * 10n ** BigInt(under.scale);
  const bottom = under.coefficient * 10n ** BigInt(over.scale);
  if (bottom === 0n || top % bottom !== 0n) return undefined;
  const ratio = top / bottom;
  return ratio > 1n ? ratio : undefined;
};

const sameFactor = 'Every value is wrong by the same factor.';
const unitHelp = 'Check the unit of the values, and what they are multiplied or divided by.';

const factor: Classifier = (pairs) => {
  const first = pairs.find(({ expected }) => expected.coefficient !== 0n);
  if (!first || first.actual.coefficient === 0n) return undefined;
  const constant = pairs.every(({ expected, actual }) =>
    isSame(times(actual, first.expected), times(first.actual, expected)),
  );
  if (!constant) return undefined;
  const coarse = severalFor(pairs) ? { text: sameFactor, help: unitHelp } : null;
  const sum = { coefficient: -first.actual.coefficient, scale: first.actual.scale };
  if (isSame(sum, first.expected)) return { text: 'The sign is turned.', coarse };
  const up = wholeRatio(first.actual, first.expected);
  const down = wholeRatio(first.expected, first.actual);
  const ratio = up ?? down;
  const known = ratio === undefined ? undefined : units[String(ratio)];
  if (!severalFor(pairs) && known === undefined) return undefined;
  if (ratio === undefined) return { text: sameFactor, help: unitHelp };
  const every = severalFor(pairs) ? 'Every value is' : 'The value is';
  const text =
    up === undefined ? `${every} ${thousands(ratio)} times too small` : `${every} ${thousands(ratio)} times too large`;
  return known === undefined
    ? { text: `${text}.`, help: unitHelp, coarse }
    : { text: `${text}: the step between ${known}.`, help: unitHelp, coarse };
};

/** Differences of less than a billionth of the value come from floating point arithmetic. */
const tiny = ({ expected, actual }: DecimalPair): boolean => {
  // Whole numbers have no such noise: large ids and epoch times are simply others.
  if (expected.scale === 0 && actual.scale === 0) return false;
  const apart = magnitudeOf(subtract(actual, expected));
  return compareDecimals({ ...apart, coefficient: apart.coefficient * 1_000_000_000n }, magnitudeOf(expected)) < 0;
};

const noise: Classifier = (pairs) => {
  if (!pairs.every(tiny)) return undefined;
  return {
    text: 'The values differ only in their last digits, as floating point numbers do.',
    help: 'Calculate with `numeric`, or round the result.',
  };
};

/** How numbers differ: by a constant factor or offset, by rounding, by the noise of floating point numbers. */
export const classifyNumbers = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  const values = pairs.flatMap((pair): DecimalPair[] => {
    const [expected, actual] = [read(pair.expected), read(pair.actual)];
    return expected && actual ? [{ expected, actual }] : [];
  });
  if (values.length < pairs.length || values.length === 0) return undefined;
  for (const classifier of [noise, classifyDecimals, factor, offset]) {
    const found = classifier(values);
    if (found) return found;
  }
  return undefined;
};
