import { canonicalMoment, momentSeconds } from '../compare/moment-text.js';
import { parseDecimal, subtract, type Decimal } from '../compare/number-text.js';
import { countOf } from '../text/words.js';
import { classifyEpochMoments } from './classify-epoch.js';
import { severalFor, type ValueClass, type ValuePair } from './value-class.js';

const seconds = (text: string): Decimal | undefined => {
  const canonical = canonicalMoment(text);
  const value = canonical === undefined ? undefined : momentSeconds(canonical);
  return value === undefined ? undefined : parseDecimal(value);
};

/** Whole seconds by which the actual moment is later; `undefined` when it is no whole number. */
const shiftOf = ({ expected, actual }: ValuePair): number | undefined => {
  const [left, right] = [seconds(actual), seconds(expected)];
  if (!left || !right) return undefined;
  const { coefficient, scale } = subtract(left, right);
  const unit = 10n ** BigInt(scale);
  return coefficient % unit === 0n ? Number(coefficient / unit) : undefined;
};

const [minute, hour, day] = [60, 3600, 86_400];
/** No two time zones are further apart. */
const furthestZones = 26 * hour;
/** Zones differ by whole quarters of an hour. */
const zoneStep = 15 * minute;

const duration = (length: number): string => {
  if (length % day === 0) return countOf(length / day, 'day');
  if (length % hour === 0) return countOf(length / hour, 'hour');
  if (length > hour && length % minute === 0) {
    return `${countOf(Math.floor(length / hour), 'hour')} and ${countOf((length % hour) / minute, 'minute')}`;
  }
  return length % minute === 0 ? countOf(length / minute, 'minute') : countOf(length, 'second');
};

const zoneHelp =
  'Look at where the time is made: `AT TIME ZONE`, a conversion from epoch seconds, or the time zone of the session.';
const zoneText = 'The times are shifted, as after a change of time zone.';

const shifted = (shift: number): ValueClass => {
  const length = Math.abs(shift);
  const text = `Every time is ${duration(length)} ${shift > 0 ? 'later' : 'earlier'} than expected`;
  const coarse = { text: 'Every time is shifted by the same amount.' };
  if (length === day) {
    const help = 'Look at the borders of days: counting from 0 or from 1, and the time zone in which a day begins.';
    return { diagnosis: 'off-by-one', text: `${text}.`, coarse: { ...coarse, help }, help };
  }
  const zone = length % (2 * zoneStep) === 0 && length % day !== 0 && length < furthestZones;
  return zone
    ? {
        diagnosis: 'time-zone',
        text: `${text}, as after a change of time zone.`,
        coarse: { text: zoneText, help: zoneHelp },
        help: zoneHelp,
      }
    : { diagnosis: 'wrong-values', text: `${text}.`, coarse };
};

const sameShift = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  const [first] = pairs.map(shiftOf);
  if (first === undefined || first === 0 || !pairs.every((pair) => shiftOf(pair) === first)) return undefined;
  return severalFor(pairs) || first % (2 * zoneStep) === 0 ? shifted(first) : undefined;
};

/** Pairs that are needed to see that all shifts are those of zones. */
const fewestZoned = 4;

/** Several zones, or one with summer time: different shifts, all of whole quarters of an hour though the times are not. */
const severalZones = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  const shifts = new Set(pairs.map(shiftOf));
  const zoned = [...shifts].every(
    (shift) => shift !== undefined && shift !== 0 && shift % zoneStep === 0 && Math.abs(shift) <= furthestZones,
  );
  const telling = pairs.filter(({ expected }) => !/:(?:00|15|30|45):00$/.test(canonicalMoment(expected) ?? ':00:00'));
  if (!zoned || telling.length < fewestZoned) return undefined;
  const sorted = [...shifts].map((shift) => Math.abs(shift ?? 0)).sort((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const text = `The times are shifted by ${duration(least)} to ${duration(most)}, as after a change of time zone.`;
  return { diagnosis: 'time-zone', text, coarse: { text: zoneText, help: zoneHelp }, help: zoneHelp };
};

/** A canonical moment cut off after a unit. */
const units: readonly (readonly [name: string, cut: (canonical: string) => string])[] = [
  ['second', (text) => text.slice(0, 19)],
  ['minute', (text) => `${text.slice(0, 16)}:00`],
  ['hour', (text) => `${text.slice(0, 13)}:00:00`],
  ['day', (text) => `${text.slice(0, 10)} 00:00:00`],
  ['month', (text) => `${text.slice(0, 7)}-01 00:00:00`],
  ['year', (text) => `${text.slice(0, 4)}-01-01 00:00:00`],
];

const cutOff = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  const unit = units.find(([, cut]) =>
    pairs.every(({ expected, actual }) => cut(canonicalMoment(expected) ?? '') === canonicalMoment(actual)),
  );
  if (!unit) return undefined;
  return unit[0] === 'day'
    ? {
        diagnosis: 'rounding',
        text: 'The days are right, but the time of day is lost.',
        help: 'A conversion to `date` cuts the time off.',
      }
    : {
        diagnosis: 'rounding',
        text: `The times are cut off to the ${unit[0]}.`,
        help: 'Look at `date_trunc`, at conversions, and at the type of the column.',
      };
};

const wholeSeconds = (text: string): string => (canonicalMoment(text) ?? text).slice(0, 19);

const fractions = (pairs: readonly ValuePair[]): ValueClass | undefined =>
  pairs.every(({ expected, actual }) => wholeSeconds(expected) === wholeSeconds(actual))
    ? { diagnosis: 'rounding', text: 'The times differ only in fractions of a second.' }
    : undefined;

/** How moments differ: all by the same time or by those of time zones, by the unit of an epoch, or in that they were cut off. */
export const classifyMoments = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  for (const classifier of [sameShift, classifyEpochMoments, cutOff, severalZones, fractions]) {
    const found = classifier(pairs);
    if (found) return found;
  }
  return undefined;
};
