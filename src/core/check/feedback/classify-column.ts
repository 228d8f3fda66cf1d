import { commonFamily } from '../compare/families.js';
import type { DiffColumn, DiffRow } from '../result.js';
import type { Cell } from '../table.js';
import { classifyMoments } from './classify-moments.js';
import { classifyNumbers } from './classify-numbers.js';
import { classifyText } from './classify-text.js';
import type { ValueClass, ValuePair } from './value-class.js';

/** Cells of one column in a changed row. */
export interface CellPair {
  readonly expected: Cell;
  readonly actual: Cell;
}

/** The wrong cells of a column in the changed rows of a diff. */
export const wrongCells = (rows: readonly DiffRow[], column: number): readonly CellPair[] =>
  rows.flatMap(({ status, expected, actual, cells }) =>
    status === 'changed' && cells?.includes(column)
      ? [{ expected: expected?.[column] ?? null, actual: actual?.[column] ?? null }]
      : [],
  );

const aboutNull = (pairs: readonly CellPair[]): ValueClass | undefined => {
  if (pairs.every(({ actual }) => actual === null)) {
    return {
      text: 'It is NULL where a value is expected.',
      help: 'A join that finds no partner, or a value that is never set, leaves NULL.',
    };
  }
  if (pairs.every(({ expected }) => expected === null)) {
    return {
      text: 'It has a value where NULL is expected.',
      help: 'Keep a missing value missing: do not fill it with 0 or an empty text.',
    };
  }
  return undefined;
};

const familyNames: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  integer: 'numbers',
  decimal: 'numbers',
  float: 'numbers',
  text: 'text',
  date: 'dates or times',
  timestamp: 'dates or times',
  timestamptz: 'dates or times',
};

const valuesOf = (type: string): string => familyNames[type] ?? `values of type \`${type}\``;

/** In what way the given cells of a column are wrong, when there is one way for all of them. */
export const classifyColumn = (column: DiffColumn, pairs: readonly CellPair[]): ValueClass | undefined => {
  if (pairs.length === 0) return undefined;
  const [expected, actual] = [column.expected?.type ?? 'other', column.actual?.type ?? 'other'];
  const family = commonFamily(expected, actual);
  const nulls = aboutNull(pairs);
  if (nulls) return nulls;
  if (family === undefined) {
    return {
      text: `It holds ${valuesOf(actual)} where ${valuesOf(expected)} ${valuesOf(expected) === 'text' ? 'is' : 'are'} expected.`,
      help: 'Convert the value, for example with `CAST`, or change the type of the column.',
    };
  }
  const values = pairs.filter((pair): pair is ValuePair => pair.expected !== null && pair.actual !== null);
  if (values.length < pairs.length) return undefined;
  if (family === 'number') return classifyNumbers(values);
  if (family === 'moment') return classifyMoments(values);
  return family === 'text' ? classifyText(values) : undefined;
};
