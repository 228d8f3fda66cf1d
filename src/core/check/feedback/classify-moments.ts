import { canonicalMoment, momentSeconds } from '../compare/moment-text.js';
import { parseDecimal, subtract, type Decimal } from '../compare/number-text.js';
import { countOf } from '../text/words.js';
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

const shifted = (shift: number): ValueClass => {
  const length = Math.abs(shift);
  const text = `Every time is ${duration(length)} ${shift > 0 ? 'later' : 'earlier'} than expected`;
  const zone = length % (30 * minute) === 0 && length % day !== 0 && length < furthestZones;
  if (!zone) return { text: `${text}.`, coarse: { text: 'Every time is shifted by the same amount.' } };
  return {
    text: `${text}, as after a change of time zone.`,
    coarse: { text: 'The times are shifted, as after a change of time zone.', help: zoneHelp },
    help: zoneHelp,
  };
};

const dayOf = (text: string): string | undefined => canonicalMoment(text)?.slice(0, 10);
const timeOf = (text: string): string | undefined => canonicalMoment(text)?.slice(11);

const wholeSeconds = (text: string): string => (canonicalMoment(text) ?? text).slice(0, 19);

/** How moments differ: all by the same whole seconds, which may be a time zone; or in that they lost their time of day. */
export const classifyMoments = (pairs: readonly ValuePair[]): ValueClass | undefined => {
  const [first] = pairs.map(shiftOf);
  if (first !== undefined && first !== 0 && pairs.every((pair) => shiftOf(pair) === first)) {
    if (severalFor(pairs) || first % (30 * minute) === 0) return shifted(first);
  }
  const sameDay = pairs.every(
    ({ expected, actual }) => dayOf(actual) !== undefined && dayOf(expected) === dayOf(actual),
  );
  if (sameDay && pairs.every(({ actual }) => timeOf(actual) === '00:00:00')) {
    return {
      text: 'The days are right, but the time of day is lost.',
      help: 'A conversion to `date` cuts the time off.',
    };
  }
  if (pairs.every(({ expected, actual }) => wholeSeconds(expected) === wholeSeconds(actual))) {
    return { text: 'The times differ only in fractions of a second.' };
  }
  return undefined;
};
