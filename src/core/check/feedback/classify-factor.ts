import type { Decimal } from '../compare/number-text.js';
import { thousands } from '../text/words.js';
import { approximately, atScale, isSame, magnitudeOf, times, wholeRatio, type DecimalPair } from './decimals.js';
import { joinsSomething } from './query-shape.js';
import { severalFor, type ValueClass, type ValueContext } from './value-class.js';

/** Units that are mixed up often: factor -> what is said of it. */
const units: Readonly<Record<string, string>> = {
  '24': 'hours and days',
  '60': 'seconds and minutes, or minutes and hours',
  '100': 'whole units and hundredths, as euros and cents, or fractions and per cent',
  '1000': 'seconds and milliseconds, or whole units and thousandths',
  '1024': 'bytes and kibibytes',
  '3600': 'seconds and hours',
  '86400': 'seconds and days',
  '1000000': 'seconds and microseconds',
};

const sameFactor = 'Every value is wrong by the same factor.';
const unitHelp = 'Check the unit of the values, and what they are multiplied or divided by.';
const fanOutHelp = 'A join that finds several partners for a row counts it several times: add up first, then join.';

const isConstant = (pairs: readonly DecimalPair[], first: DecimalPair): boolean =>
  pairs.every(({ expected, actual }) => isSame(times(actual, first.expected), times(first.actual, expected)));

/** A whole factor: a step between units, or rows that were counted several times. */
const whole = (pairs: readonly DecimalPair[], ratio: bigint, up: boolean, context: ValueContext): ValueClass => {
  const every = severalFor(pairs) ? 'Every value is' : 'The value is';
  const text = `${every} ${thousands(ratio)} times too ${up ? 'large' : 'small'}`;
  const known = units[String(ratio)];
  // Units are wrong in all rows; what is right in some was multiplied in the others.
  if (up && known === undefined && severalFor(pairs) && (joinsSomething(context.query) || !context.allWrong)) {
    const where = context.allWrong ? '' : ' where it is wrong';
    return fanOut(`${text}${where}, as when rows are counted ${thousands(ratio)} times.`);
  }
  const coarse = severalFor(pairs) ? { text: sameFactor, help: unitHelp } : null;
  return {
    diagnosis: isEpoch(pairs, ratio) ? 'epoch-unit' : 'scale',
    text: known === undefined ? `${text}.` : `${text}: the step between ${known}.`,
    help: unitHelp,
    coarse,
  };
};

/** Seconds since 1970 have ten digits between the years 2001 and 2286. */
const isEpoch = (pairs: readonly DecimalPair[], ratio: bigint): boolean =>
  (ratio === 1000n || ratio === 1_000_000n) &&
  pairs.every(({ expected, actual }) => {
    const [a, b] = [Math.abs(approximately(expected)), Math.abs(approximately(actual))];
    return Math.min(a, b) >= 1e9 && Math.min(a, b) < 1e10;
  });

const fanOut = (text: string): ValueClass => ({
  diagnosis: 'fan-out',
  text,
  help: fanOutHelp,
  coarse: { text: 'Rows are counted several times.', help: fanOutHelp },
});

/** All values are wrong by one and the same factor. */
export const classifyFactor = (pairs: readonly DecimalPair[], context: ValueContext): ValueClass | undefined => {
  const first = pairs.find(({ expected }) => expected.coefficient !== 0n);
  if (!first || first.actual.coefficient === 0n || !isConstant(pairs, first)) return undefined;
  const coarse = severalFor(pairs) ? { text: sameFactor, help: unitHelp } : null;
  const sum = { coefficient: -first.actual.coefficient, scale: first.actual.scale };
  if (isSame(sum, first.expected)) {
    const help = 'Look at where a minus comes from, and at the order of a subtraction.';
    return { diagnosis: 'sign', text: 'The sign is turned.', coarse, help };
  }
  const up = wholeRatio(first.actual, first.expected);
  const ratio = up ?? wholeRatio(first.expected, first.actual);
  // One and the same pair of values shows no factor, unless it is one between units.
  const digits = Math.min(digitsOf(pairs.map((pair) => pair.expected)), digitsOf(pairs.map((pair) => pair.actual)));
  const several = digits >= fewestMultiplied && new Set(pairs.map(({ expected }) => approximately(expected))).size > 1;
  if (ratio !== undefined && (several || String(ratio) in units)) return whole(pairs, ratio, up !== undefined, context);
  return several ? { diagnosis: 'scale', text: sameFactor, help: unitHelp } : undefined;
};

/** Digits that the shorter values must have together before a step between units is no chance. */
const fewestDigits = 5;

const digitsOf = (values: readonly Decimal[]): number =>
  values.reduce((sum, value) => sum + Math.log10(Math.max(1, Number(magnitudeOf(value).coefficient))), 0);

/** `part` is `all` divided by the unit and then rounded or cut off. */
const isRoundedPart = (part: Decimal, all: Decimal, unit: bigint): boolean => {
  const exact = { coefficient: (all.coefficient * precision) / unit, scale: all.scale + precisionDigits };
  return (['cut', 'half'] as const).some((rounding) => isSame(atScale(exact, part.scale, rounding), part));
};

const precisionDigits = 30;
const precision = 10n ** BigInt(precisionDigits);

/** The step of a known unit, seen through a rounding: 812 minutes are 13 hours to a division of integers. */
export const classifyRoundedUnit = (pairs: readonly DecimalPair[], context: ValueContext): ValueClass | undefined => {
  const expected = pairs.map((pair) => pair.expected);
  const actual = pairs.map((pair) => pair.actual);
  for (const key of Object.keys(units)) {
    const unit = BigInt(key);
    if (digitsOf(actual) >= fewestDigits && pairs.every((p) => isRoundedPart(p.actual, p.expected, unit))) {
      return whole(pairs, unit, false, context);
    }
    if (digitsOf(expected) >= fewestDigits && pairs.every((p) => isRoundedPart(p.expected, p.actual, unit))) {
      return whole(pairs, unit, true, context);
    }
  }
  return undefined;
};

/** Fewest different values of three digits that show any other factor in spite of rounding. */
const fewestLong = 4;

const isLong = ({ expected, actual }: DecimalPair): boolean =>
  [expected, actual].every((value) => magnitudeOf(value).coefficient >= 100n);

/** One factor that is no known unit, seen through a rounding of the actual values. */
export const classifyRoundedFactor = (pairs: readonly DecimalPair[]): ValueClass | undefined => {
  const long = pairs.filter(isLong);
  const different = new Set(long.map(({ expected }) => approximately(expected))).size;
  if (different < fewestLong) return undefined;
  const precise = long.reduce((a, b) =>
    magnitudeOf(b.actual).coefficient > magnitudeOf(a.actual).coefficient ? b : a,
  );
  const ratio = approximately(precise.actual) / approximately(precise.expected);
  const fits = ({ expected, actual }: DecimalPair): boolean => {
    const wanted = approximately(expected) * ratio;
    return Math.abs(approximately(actual) - wanted) <= 10 ** -actual.scale + Math.abs(wanted) * 1e-6;
  };
  const apart = Math.abs(ratio - 1) >= 0.01;
  return apart && pairs.every(fits) ? { diagnosis: 'scale', text: sameFactor, help: unitHelp } : undefined;
};

/** How many digits of all values together must be in a multiple before it is no chance. */
const fewestMultiplied = 3;

/** Every value is a whole multiple of the expected one, by different factors: sums and counts of repeated rows. */
export const classifyMultiples = (pairs: readonly DecimalPair[]): ValueClass | undefined => {
  const ratios = pairs.map(({ expected, actual }) => wholeRatio(actual, expected));
  if (ratios.some((ratio) => ratio === undefined)) return undefined;
  if (digitsOf(pairs.map(({ expected }) => expected)) < fewestMultiplied) return undefined;
  const sorted = ratios.flatMap((ratio) => ratio ?? []).sort((a, b) => (a < b ? -1 : 1));
  const [least = 0n, most = 0n] = [sorted[0], sorted.at(-1)];
  return fanOut(
    `The values are ${thousands(least)} to ${thousands(most)} times too large, as when rows are counted several times.`,
  );
};
