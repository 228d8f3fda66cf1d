import { LabError } from '../../errors.js';
import type { CompareOptions } from '../../manifest/check-parts.js';
import type { Column, ColumnType } from '../table.js';
import { canonicalNumber, compareDecimals, parseDecimal, subtract, type Decimal } from './number-text.js';
import type { Family } from './families.js';
import type { MatchedColumn } from './match-columns.js';
import { momentSeconds } from './moment-text.js';

/** How far apart two values of a column may be: numbers as they are, moments in seconds. Always above zero. */
export interface Tolerance {
  readonly exact: Decimal;
  readonly approx: number;
}

/** A finite value that a tolerance applies to. `approx` is its nearest double. */
export interface Magnitude {
  readonly text: string;
  readonly approx: number;
}

/** From the text of a finite number (see {@link magnitudeText}). */
export const magnitude = (text: string): Magnitude => ({ text, approx: Number(text) });

/** The canonical text of a cell as a number that a tolerance can apply to; `undefined` for NaN, infinities and what is no value. */
export const magnitudeText = (canonical: string, family: Family): string | undefined => {
  const text = family === 'moment' ? momentSeconds(canonical) : canonical;
  return text !== undefined && parseDecimal(text) && Number.isFinite(Number(text)) ? text : undefined;
};

const typeKeys: ReadonlySet<string> = new Set(['float', 'decimal', 'integer', 'timestamp', 'timestamptz', 'date']);

/** Types by which a tolerance of this column can be given; the less exact side of a mixed pair speaks first. */
const keysOf = (family: Family | undefined, types: readonly (ColumnType | undefined)[]): readonly string[] => {
  if (family === 'moment') return [...types.filter((type) => type !== undefined), 'timestamp'];
  if (family !== 'number') return [];
  return ['float', 'decimal', 'integer'].filter((key) => types.some((type) => type === key));
};

/** The tolerance of a column: by its name, else by type. `undefined` for exact comparison, also when it is 0. */
export const toleranceOf = (
  column: MatchedColumn,
  family: Family | undefined,
  options: CompareOptions,
): Tolerance | undefined => {
  const given = options.tolerance;
  if (!given || (family !== 'number' && family !== 'moment')) return undefined;
  const named = given[column.name];
  const key = keysOf(family, [column.expected?.type, column.actual?.type]).find((type) => given[type] !== undefined);
  const value = named ?? (key === undefined ? undefined : given[key]);
  if (value === undefined || value === 0) return undefined;
  const exact = parseDecimal(canonicalNumber(String(value)) ?? '');
  return exact && { exact, approx: value };
};

/** Rejects options that name a column the expected table does not have: the author's slip, never the learner's. */
export const checkNames = (expected: readonly Column[], options: CompareOptions): void => {
  const names = new Set(expected.map(({ name }) => name));
  const asked = Object.keys(options.tolerance ?? {}).filter((key) => !typeKeys.has(key));
  if (typeof options.order === 'object') asked.push(...options.order.by);
  const unknown = asked.find((name) => !names.has(name));
  if (unknown === undefined) return;
  throw new LabError('manifest-invalid', `The comparison names the column \`${unknown}\`, which is not expected.`, {
    cure: `Name one of the expected columns: ${[...names].map((name) => `\`${name}\``).join(', ')}.`,
  });
};

/** Bound of the error of `a - b` and the like in doubles, relative to the size of the operands. */
const relativeError = 2 ** -50;
const leastError = Number.MIN_VALUE * 8;

/** How much further than the tolerance a search in doubles must look so as not to miss a value. */
export const slack = (tolerance: Tolerance, approx: number): number =>
  (Math.abs(approx) + tolerance.approx) * relativeError * 4 + leastError;

/** True when two values are at most the tolerance apart. Decided in doubles where they are sure, else exactly. */
export const isClose = (left: Magnitude, right: Magnitude, tolerance: Tolerance): boolean => {
  const distance = Math.abs(left.approx - right.approx);
  const doubt = (Math.abs(left.approx) + Math.abs(right.approx) + tolerance.approx) * relativeError + leastError;
  if (distance < tolerance.approx - doubt) return true;
  if (distance > tolerance.approx + doubt) return false;
  const [a, b] = [parseDecimal(left.text), parseDecimal(right.text)];
  if (!a || !b) return left.text === right.text;
  const { coefficient, scale } = subtract(a, b);
  return compareDecimals({ coefficient: coefficient < 0n ? -coefficient : coefficient, scale }, tolerance.exact) <= 0;
};

/** Order of two values by size, exactly. */
export const compareMagnitudes = (left: Magnitude, right: Magnitude): number => {
  if (left.approx !== right.approx) return left.approx - right.approx;
  if (left.text === right.text) return 0;
  const [a, b] = [parseDecimal(left.text), parseDecimal(right.text)];
  return a && b ? compareDecimals(a, b) : 0;
};
