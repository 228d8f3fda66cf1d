/** Longest number written out digit by digit; a longer one keeps an exponent, so that `1e999999999` costs nothing. */
const longest = 400;
const numberForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,9}))?$/i;
const infinityForm = /^([+-]?)inf(?:inity)?$/i;

const zero = 48;
const nine = 57;
const dot = 46;
const minus = 45;

/** True for text that {@link canonicalNumber} would return unchanged: the usual case, decided without allocating. */
const isCanonical = (text: string): boolean => {
  const start = text.charCodeAt(0) === minus ? 1 : 0;
  const end = text.length;
  if (start === end || end > longest) return false;
  if (text.charCodeAt(start) === zero) {
    if (end === start + 1) return start === 0;
    if (text.charCodeAt(start + 1) !== dot) return false;
  }
  let dots = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === dot) {
      if (at === start || ++dots > 1) return false;
    } else if (code < zero || code > nine) return false;
  }
  const last = text.charCodeAt(end - 1);
  return dots === 0 || (last !== zero && last !== dot);
};

const writeOut = (digits: string, exponent: number): string => {
  if (exponent >= 0) {
    return digits.length + exponent > longest ? `${digits}e${exponent}` : digits + '0'.repeat(exponent);
  }
  const whole = digits.length + exponent;
  if (Math.max(digits.length, -exponent) >= longest) return `${digits}e${exponent}`;
  return whole > 0 ? `${digits.slice(0, whole)}.${digits.slice(whole)}` : `0.${'0'.repeat(-whole)}${digits}`;
};

const normalise = (text: string): string | undefined => {
  const match = numberForm.exec(text);
  if (!match) {
    if (/^nan$/i.test(text)) return 'NaN';
    const infinite = infinityForm.exec(text);
    return infinite ? `${infinite[1] === '-' ? '-' : ''}Infinity` : undefined;
  }
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const significant = (whole + fraction).replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return '0';
  const exponent = Number(power) - fraction.length + (significant.length - digits.length);
  return (sign === '-' ? '-' : '') + writeOut(digits, exponent);
};

/**
 * The one text of a number's exact decimal value: `1.50`, `+1.5` and `15e-1` all give `1.5`; -0 gives `0`. `NaN`, `Infinity` and
 * `-Infinity` stand for themselves. Never passes through a double. `undefined` when the text is no number.
 */
export const canonicalNumber = (text: string): string | undefined => (isCanonical(text) ? text : normalise(text));

/** An exact decimal: coefficient / 10^scale. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

const plainForm = /^(-?\d+)(?:\.(\d+))?$/;

/** A canonical number as an exact decimal; `undefined` for NaN, the infinities and numbers too long to be written out. */
export const parseDecimal = (canonical: string): Decimal | undefined => {
  const match = plainForm.exec(canonical);
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  return { coefficient: BigInt(whole + fraction), scale: fraction.length };
};

/** `left - right`, exactly. */
export const subtract = (left: Decimal, right: Decimal): Decimal => {
  const scale = Math.max(left.scale, right.scale);
  return { coefficient: scaled(left, scale) - scaled(right, scale), scale };
};

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export const compareDecimals = (left: Decimal, right: Decimal): number => {
  const { coefficient } = subtract(left, right);
  return coefficient < 0n ? -1 : coefficient > 0n ? 1 : 0;
};

const scaled = (value: Decimal, scale: number): bigint => value.coefficient * 10n ** BigInt(scale - value.scale);
