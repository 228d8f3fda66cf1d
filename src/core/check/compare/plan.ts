import type { CompareOptions } from '../../manifest/check-parts.js';
import type { CancelSignal, Digest } from '../../ports.js';
import type { Column, Row } from '../table.js';
import { canonicalReader, foreignReaders, type Canonical } from './canonical.js';
import { commonFamily, type Family } from './families.js';
import { matchColumns, type MatchedColumn } from './match-columns.js';
import { checkNames, magnitudeText, toleranceOf, type Tolerance } from './tolerance.js';

/** The two tables of a comparison. */
export type Side = 'expected' | 'actual';
/** In the order they are read. */
export const sides: readonly Side[] = ['expected', 'actual'];

/** What a comparison borrows from its caller. */
export interface CompareRun {
  readonly digest: Digest;
  readonly signal: CancelSignal;
  /** How many rows the result may show. */
  readonly sample: number;
}

/** One column of one side: where it stands in a row and how its cells are read. */
export interface CellReader {
  readonly at: number;
  readonly read: Canonical;
  /** Present on both sides or on neither. */
  readonly tolerance?: Tolerance;
  readonly family: Family | undefined;
}

/** How two tables are compared: decided once from columns and options, then applied to every row. */
export interface Plan {
  readonly columns: readonly MatchedColumn[];
  /** Indexes into `columns` of those on both sides; the readers below follow this order. */
  readonly compared: readonly number[];
  readonly readers: Readonly<Record<Side, readonly CellReader[]>>;
  /** True when duplicates are ignored. */
  readonly set: boolean;
  readonly tolerant: boolean;
  /** Places in `compared` of the columns that the order is judged by; all for exact order, `undefined` when order is free. */
  readonly orderBy: readonly number[] | undefined;
}

const orderColumns = (
  columns: readonly MatchedColumn[],
  compared: readonly number[],
  options: CompareOptions,
): readonly number[] | undefined => {
  const order = options.order ?? 'any';
  if (order === 'any') return undefined;
  const all = compared.map((_, place) => place);
  if (order === 'exact') return all;
  const places = order.by.map((name) => all.find((place) => columns[compared[place] ?? -1]?.name === name));
  return [...new Set(places.filter((place) => place !== undefined))];
};

const readersOf = (column: MatchedColumn, options: CompareOptions): Record<Side, CellReader> => {
  const family = commonFamily(column.expected?.type ?? 'other', column.actual?.type ?? 'other');
  const read = family === undefined ? undefined : canonicalReader(family, options);
  const tolerance = toleranceOf(column, family, options);
  const common = { family, ...(tolerance && { tolerance }) };
  return {
    expected: { at: column.expectedAt ?? -1, read: read ?? foreignReaders.expected, ...common },
    actual: { at: column.actualAt ?? -1, read: read ?? foreignReaders.actual, ...common },
  };
};

/** Rejects with `manifest-invalid` when the options name a column that is not expected. */
export const planComparison = (
  expected: readonly Column[],
  actual: readonly Column[],
  options: CompareOptions,
): Plan => {
  checkNames(expected, options);
  const columns = matchColumns(expected, actual, options);
  const compared = columns.flatMap((column, index) => (column.expected && column.actual ? [index] : []));
  const readers = compared.flatMap((index) => columns[index] ?? []).map((column) => readersOf(column, options));
  return {
    columns,
    compared,
    readers: { expected: readers.map((r) => r.expected), actual: readers.map((r) => r.actual) },
    set: options.duplicates === 'ignore',
    tolerant: readers.some((r) => r.expected.tolerance !== undefined),
    orderBy: orderColumns(columns, compared, options),
  };
};

/** The canonical texts of the compared cells of a row. */
export const canonicalCells = (readers: readonly CellReader[], row: Row): (string | null)[] =>
  readers.map(({ at, read }) => {
    const cell = row[at];
    return cell === null || cell === undefined ? null : read(cell);
  });

/**
 * One text for the compared values of a row: rows are equal exactly when their keys are. Lengths keep cells apart, whatever
 * characters they hold.
 */
export const rowKey = (readers: readonly CellReader[], row: Row): string => {
  let key = '';
  for (const { at, read } of readers) {
    const cell = row[at];
    const text = cell === null || cell === undefined ? null : read(cell);
    key += text === null ? '~' : `${text.length}:${text}`;
  }
  return key;
};

/**
 * The row key without the values that a tolerance applies to. Those are added to `values` as magnitudes, one for each tolerant
 * reader; '' stands for NULL, NaN and the like, which are part of the key because they match only themselves.
 */
export const groupKey = (readers: readonly CellReader[], row: Row, values: string[]): string => {
  let key = '';
  for (const { at, read, tolerance, family } of readers) {
    const cell = row[at];
    const text = cell === null || cell === undefined ? null : read(cell);
    const value = text !== null && tolerance && family ? magnitudeText(text, family) : undefined;
    if (tolerance) values.push(value ?? '');
    key += value !== undefined ? '=' : text === null ? '~' : `${text.length}:${text}`;
  }
  return key;
};
