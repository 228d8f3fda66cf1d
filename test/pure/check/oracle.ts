/**
 * A second comparator, written to be obviously right and nothing else: values are parsed to fractions of big integers, and every
 * question about rows is answered by trying all assignments. Only for tables of a few rows; shares no code with the real one.
 */
import type { Cell, Column, ColumnType, Row } from '../../../src/core/check/table.js';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';

interface OracleTable {
  readonly columns: readonly Column[];
  readonly data: readonly Row[];
}

type Value =
  | { readonly kind: 'null' }
  | { readonly kind: 'word'; readonly family: string; readonly word: string }
  | { readonly kind: 'fraction'; readonly family: string; readonly n: bigint; readonly d: bigint };

const fraction = (text: string): { n: bigint; d: bigint } | undefined => {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const negative = mantissa.startsWith('-');
  const [whole = '', decimals = ''] = mantissa.replace(/^[-+]/, '').split('.');
  if (!/^\d+$/.test(whole + decimals) || !/^[-+]?\d+$/.test(power)) return undefined;
  let n = BigInt(whole + decimals) * (negative ? -1n : 1n);
  let d = 10n ** BigInt(decimals.length);
  if (Number(power) >= 0) n *= 10n ** BigInt(power);
  else d *= 10n ** BigInt(-Number(power));
  return { n, d };
};

/** Microseconds since 1970 as a number of seconds, through the platform's own calendar. */
const moment = (text: string): { n: bigint; d: bigint } => {
  const [, date = '', time = '00:00:00', micros = '', zone = 'Z'] =
    /^(\S{10})(?: (\d\d:\d\d:\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d(?::\d\d)?)?$/.exec(text) ?? [];
  const offset = zone === 'Z' ? 'Z' : zone.includes(':') ? zone : `${zone}:00`;
  const milliseconds = BigInt(Date.parse(`${date}T${time}${offset}`));
  return { n: milliseconds * 1000n + BigInt(micros.padEnd(6, '0')), d: 1_000_000n };
};

const numeric: ReadonlySet<ColumnType> = new Set(['integer', 'decimal', 'float']);
const temporal: ReadonlySet<ColumnType> = new Set(['date', 'timestamp', 'timestamptz']);

const parse = (cell: Cell, type: ColumnType, options: CompareOptions): Value => {
  if (cell === null) return { kind: 'null' };
  if (numeric.has(type)) {
    if (cell === 'NaN' && options.nan === 'null') return { kind: 'null' };
    const parsed = fraction(cell);
    return parsed ? { kind: 'fraction', family: 'number', ...parsed } : { kind: 'word', family: 'number', word: cell };
  }
  if (temporal.has(type)) return { kind: 'fraction', family: 'moment', ...moment(cell) };
  const word = options.case === 'insensitive' && type === 'text' ? cell.toLowerCase() : cell;
  return { kind: 'word', family: type, word };
};

const distance = (a: { n: bigint; d: bigint }, b: { n: bigint; d: bigint }): { n: bigint; d: bigint } => {
  const n = a.n * b.d - b.n * a.d;
  return { n: n < 0n ? -n : n, d: a.d * b.d };
};

const sameValue = (left: Value, right: Value, tolerance: number): boolean => {
  if (left.kind === 'null' || right.kind === 'null') return left.kind === right.kind;
  if (left.family !== right.family || left.kind !== right.kind) return false;
  if (left.kind === 'word' || right.kind === 'word') {
    return left.kind === 'word' && right.kind === 'word' && left.word === right.word;
  }
  const apart = distance(left, right);
  const limit = fraction(String(tolerance)) ?? { n: 0n, d: 1n };
  return apart.n * limit.d <= limit.n * apart.d;
};

/** Size of the largest one-to-one assignment from rows to rows, by trying them all. */
const largestMatching = (may: readonly (readonly boolean[])[], row = 0, used: readonly number[] = []): number => {
  const choices = may[row];
  if (!choices) return 0;
  const skipped = largestMatching(may, row + 1, used);
  const taken = choices.map((ok, column) =>
    ok && !used.includes(column) ? 1 + largestMatching(may, row + 1, [...used, column]) : 0,
  );
  return Math.max(skipped, ...taken);
};

export interface OracleAnswer {
  readonly equal: boolean;
  readonly orderOnly: boolean;
  readonly matching: number;
}

/** The columns of both tables must have the same names in the same order; the expected side's name and types give tolerances. */
export const oracle = (expected: OracleTable, actual: OracleTable, options: CompareOptions): OracleAnswer => {
  const read = (t: OracleTable): Value[][] =>
    t.data.map((row) => t.columns.map(({ type }, i) => parse(row[i] ?? null, type, options)));
  const [left, right] = [read(expected), read(actual)];
  const tolerances = expected.columns.map(({ name }) => options.tolerance?.[name] ?? 0);
  const nothing: Value = { kind: 'null' };
  const sameIn = (places: readonly number[], a: readonly Value[] = [], b: readonly Value[] = []): boolean =>
    places.every((i) => sameValue(a[i] ?? nothing, b[i] ?? nothing, tolerances[i] ?? 0));
  const all = expected.columns.map((_, i) => i);
  const exactlySame = (a: readonly Value[], b: readonly Value[] = []): boolean =>
    all.every((i) => sameValue(a[i] ?? nothing, b[i] ?? nothing, 0));
  const distinct = (rows: readonly Value[][]): Value[][] =>
    rows.filter((row, i) => !rows.slice(0, i).some((earlier) => exactlySame(row, earlier)));
  const set = options.duplicates === 'ignore';
  const [e, a] = set ? [distinct(left), distinct(right)] : [left, right];

  const matching = set
    ? e.filter((row) => a.some((other) => sameIn(all, row, other))).length
    : largestMatching(e.map((row) => a.map((other) => sameIn(all, row, other))));
  const rowsEqual = set
    ? matching === e.length && a.every((row) => e.some((other) => sameIn(all, other, row)))
    : matching === e.length && matching === a.length;

  const order = options.order ?? 'any';
  let ordered = true;
  if (order === 'exact') ordered = e.length === a.length && e.every((row, i) => sameIn(all, row, a[i]));
  if (typeof order === 'object') {
    const keys = order.by.map((name) => expected.columns.findIndex((column) => column.name === name));
    const tolerantKeys = keys.some((key) => tolerances[key]);
    const keysInPlace = e.length === a.length && e.every((row, i) => sameIn(keys, row, a[i]));
    // The rows of `actual` are those of `expected`, each moved at most to the place of one with an equal key.
    const movedWithinTies = (): boolean =>
      largestMatching(e.map((row) => a.map((other, i) => sameIn(all, row, other) && sameIn(keys, row, e[i])))) ===
      e.length;
    ordered = tolerantKeys || set ? keysInPlace : keysInPlace && movedWithinTies();
  }
  return { equal: rowsEqual && ordered, orderOnly: rowsEqual && !ordered, matching };
};
