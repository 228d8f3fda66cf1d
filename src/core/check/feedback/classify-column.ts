import { commonFamily } from '../compare/families.js';
import type { DiffColumn, DiffRow } from '../result.js';
import { classifyMoments } from './classify-moments.js';
import { classifyEpochNumbers } from './classify-epoch.js';
import { classifyNull, type CellPair } from './classify-null.js';
import { classifyNumbers } from './classify-numbers.js';
import { classifyText } from './classify-text.js';
import type { ValueClass, ValueContext, ValuePair } from './value-class.js';

/** The wrong cells of a column in the changed rows of a diff. */
export const wrongCells = (rows: readonly DiffRow[], column: number): readonly CellPair[] =>
  rows.flatMap(({ status, expected, actual, cells }) =>
    status === 'changed' && cells?.includes(column)
      ? [{ expected: expected?.[column] ?? null, actual: actual?.[column] ?? null }]
      : [],
  );

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

const otherType = (expected: string, actual: string): ValueClass => ({
  diagnosis: 'type',
  text: `It holds ${valuesOf(actual)} where ${valuesOf(expected)} ${valuesOf(expected) === 'text' ? 'is' : 'are'} expected.`,
  help: 'Convert the value, for example with `CAST`, or change the type of the column.',
});

/** In what way the given cells of a column are wrong, when there is one way for all of them. */
export const classifyColumn = (
  column: DiffColumn,
  pairs: readonly CellPair[],
  context: ValueContext,
): ValueClass | undefined => {
  if (pairs.length === 0) return undefined;
  const [expected, actual] = [column.expected?.type ?? 'other', column.actual?.type ?? 'other'];
  const family = commonFamily(expected, actual);
  const nulls = classifyNull(pairs, context);
  if (nulls) return nulls;
  const values = pairs.filter((pair): pair is ValuePair => pair.expected !== null && pair.actual !== null);
  if (family === undefined) return classifyEpochNumbers(expected, actual, values) ?? otherType(expected, actual);
  if (values.length < pairs.length) return undefined;
  if (family === 'number') return classifyNumbers(values, context);
  if (family === 'moment') return classifyMoments(values);
  return family === 'text' ? classifyText(values) : undefined;
};
