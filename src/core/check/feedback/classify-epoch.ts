import { commonFamily } from '../compare/families.js';
import { canonicalMoment, momentSeconds } from '../compare/moment-text.js';
import { canonicalNumber } from '../compare/number-text.js';
import type { ColumnType } from '../table.js';
import type { ValueClass, ValuePair } from './value-class.js';

/** Units of epoch times, by how many of them make a second. */
const units: readonly (readonly [perSecond: number, name: string])[] = [
  [1, 'seconds'],
  [1e3, 'milliseconds'],
  [1e6, 'microseconds'],
  [1e9, 'nanoseconds'],
];

/** Seconds since 1970 of a moment; `undefined` when it is none. */
const secondsOf = (text: string): number | undefined => {
  const canonical = canonicalMoment(text);
  const seconds = canonical === undefined ? undefined : momentSeconds(canonical);
  return seconds === undefined ? undefined : Number(seconds);
};

const help = 'Look at the unit: times since 1970 are counted in seconds or in milliseconds.';

/** The numbers are the expected moments, counted since 1970 (or the other way round). */
export const classifyEpochNumbers = (
  expected: ColumnType,
  actual: ColumnType,
  pairs: readonly ValuePair[],
): ValueClass | undefined => {
  const isNumber = commonFamily(actual, 'integer') === 'number' && commonFamily(expected, 'timestamp') === 'moment';
  const isMoment = commonFamily(expected, 'integer') === 'number' && commonFamily(actual, 'timestamp') === 'moment';
  if ((!isNumber && !isMoment) || pairs.length === 0) return undefined;
  const unit = units.find(([perSecond]) =>
    pairs.every((pair) => {
      const [moment, number] = isNumber ? [pair.expected, pair.actual] : [pair.actual, pair.expected];
      const [seconds, count] = [secondsOf(moment), Number(canonicalNumber(number) ?? 'NaN')];
      return seconds !== undefined && Math.abs(count / perSecond - seconds) <= 1;
    }),
  );
  if (!unit) return undefined;
  const text = isNumber
    ? `It holds ${unit[1]} since 1970 where dates or times are expected.`
    : `It holds dates or times where ${unit[1]} since 1970 are expected.`;
  return {
    diagnosis: 'epoch-unit',
    text,
    help: '`to_timestamp` makes a time of seconds since 1970; divide milliseconds by 1000.',
  };
};

/** True when a count of seconds was divided by the ratio; a second of the coarser unit may be lost in a division of integers. */
const isPart = (part: string, whole: string, ratio: number): boolean => {
  const [small, large] = [secondsOf(part), secondsOf(whole)];
  return small !== undefined && large !== undefined && Math.abs(small * ratio - large) <= ratio;
};

/** Moments nearer to 1970 (about three years) would be near each other whatever their unit. */
const isFar = ({ expected }: ValuePair): boolean => Math.abs(secondsOf(expected) ?? 0) > 1e8;

/** Moments that come from an epoch time read in another unit: near 1970, or in the far future. */
export const classifyEpochMoments = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  if (!pairs.every(isFar)) return undefined;
  const ratios = [1e3, 1e6, 1e9];
  if (ratios.some((ratio) => pairs.every(({ expected, actual }) => isPart(actual, expected, ratio)))) {
    const text = 'The times lie shortly after 1970: a count of seconds was divided once too often.';
    return { diagnosis: 'epoch-unit', text, help };
  }
  if (ratios.some((ratio) => pairs.every(({ expected, actual }) => isPart(expected, actual, ratio)))) {
    const text = 'The times lie thousands of years ahead: milliseconds were read as seconds.';
    return { diagnosis: 'epoch-unit', text, help };
  }
  return undefined;
};
