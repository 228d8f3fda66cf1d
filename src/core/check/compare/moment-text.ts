const momentForm =
  /^(\d{4,6})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(?: ?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?))?( BC)?$/i;
const infinityForm = /^-?infinity$/i;

const plainLength = 'YYYY-MM-DD HH:MM:SS'.length;
const secondsPerDay = 86_400;

const zero = 48;
const nine = 57;
const [dash, space, colon, dot] = [45, 32, 58, 46];

/** End of `YYYY-MM-DD HH:MM:SS[.fraction]` when the text starts that way in canonical form; 0 when it does not. */
const plainEnd = (text: string): number => {
  const code = (at: number): number => text.charCodeAt(at);
  if (code(4) !== dash || code(7) !== dash || code(10) !== space || code(13) !== colon || code(16) !== colon) return 0;
  if (text.length <= plainLength || code(plainLength) !== dot) return plainLength;
  let at = plainLength + 1;
  while (code(at) >= zero && code(at) <= nine) at++;
  return at > plainLength + 1 && code(at - 1) !== zero ? at : 0;
};

/** Days from 1970-01-01 in the proleptic Gregorian calendar (year 0 is 1 BC), after Howard Hinnant's days_from_civil. */
const daysFromCivil = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
};

const civilFromDays = (days: number): [year: number, month: number, day: number] => {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const d = z - era * 146_097;
  const yearOfEra = Math.floor((d - Math.floor(d / 1460) + Math.floor(d / 36_524) - Math.floor(d / 146_096)) / 365);
  const dayOfYear = d - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return [year, month, dayOfYear - Math.floor((153 * m + 2) / 5) + 1];
};

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

const offsetSeconds = (zone: string | undefined): number => {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replaceAll(':', '');
  const part = (at: number): number => Number(digits.slice(at, at + 2) || 0);
  const seconds = part(0) * 3600 + part(2) * 60 + part(4);
  return zone.startsWith('-') ? -seconds : seconds;
};

/** Whole seconds since 1970-01-01 00:00 UTC and the digits of the fraction without trailing zeros. */
interface Instant {
  readonly seconds: number;
  readonly fraction: string;
}

const parse = (text: string): Instant | undefined => {
  const match = momentForm.exec(text);
  if (!match) return undefined;
  const [, y, mo, d, h = '0', mi = '0', s = '0', fraction = '', zone, era] = match;
  const [year, month, day] = [era ? 1 - Number(y) : Number(y), Number(mo), Number(d)];
  const [hour, minute, second] = [Number(h), Number(mi), Number(s)];
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) return undefined;
  const days = daysFromCivil(year, month, day);
  if (civilFromDays(days)[2] !== day) return undefined;
  const seconds = days * secondsPerDay + hour * 3600 + minute * 60 + second - offsetSeconds(zone);
  return { seconds, fraction: fraction.replace(/0+$/, '') };
};

const write = ({ seconds, fraction }: Instant): string => {
  const days = Math.floor(seconds / secondsPerDay);
  const rest = seconds - days * secondsPerDay;
  const [year, month, day] = civilFromDays(days);
  const time = `${pad(Math.floor(rest / 3600))}:${pad(Math.floor(rest / 60) % 60)}:${pad(rest % 60)}`;
  const [shownYear, era] = year > 0 ? [year, ''] : [1 - year, ' BC'];
  return `${pad(shownYear, 4)}-${pad(month)}-${pad(day)} ${time}${fraction === '' ? '' : `.${fraction}`}${era}`;
};

/**
 * The one text of a date, timestamp or instant: `YYYY-MM-DD HH:MM:SS[.fraction]` in UTC. A date is its midnight; what names no zone
 * is taken as UTC. `infinity` and `-infinity` stand for themselves. `undefined` when the text is none of these.
 */
export const canonicalMoment = (text: string): string | undefined => {
  const end = plainEnd(text);
  if (end > 0 && text.length === end) return text;
  if (end > 0 && text.length === end + 3 && text.endsWith('+00')) return text.slice(0, end);
  const instant = parse(text);
  if (instant) return write(instant);
  return infinityForm.test(text) ? text.toLowerCase() : undefined;
};

/** The canonical text of a moment as seconds since 1970-01-01 00:00 UTC: a canonical decimal. `undefined` for the infinities. */
export const momentSeconds = (canonical: string): string | undefined => {
  const instant = parse(canonical);
  if (!instant) return undefined;
  const { seconds, fraction } = instant;
  if (fraction === '' || seconds >= 0) return fraction === '' ? String(seconds) : `${seconds}.${fraction}`;
  // Seconds count upwards from a negative whole: -1 and .25 is -0.75.
  const scale = 10n ** BigInt(fraction.length);
  const units = -(BigInt(seconds) * scale + BigInt(fraction));
  const digits = units.toString().padStart(fraction.length + 1, '0');
  return `-${digits.slice(0, -fraction.length)}.${digits.slice(-fraction.length)}`;
};
