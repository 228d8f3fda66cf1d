import type { DiffColumn, TableDiff } from '../result.js';
import { countOf, thousands } from '../text/words.js';
import { classifyColumn, wrongCells } from './classify-column.js';
import { classifyNullTogether, type CellPair } from './classify-null.js';
import { claim, isPaired, valueExample } from './examples.js';
import type { Finding, Remark } from './finding.js';
import type { QueryShape } from './query-shape.js';
import { namesOf } from './row-words.js';
import type { ValueClass, ValueContext } from './value-class.js';

/** How many of the rows are wrong, and in which columns. */
export const wrongIn = ({ counts }: TableDiff, names: string, verb: string): readonly Remark[] => {
  const { missing, expected } = counts;
  const [some, all] = [thousands(missing), countOf(expected, 'row')];
  const none = missing === expected;
  return [
    {
      from: 'counts',
      to: 'counts',
      text: none ? `None of the ${all} is right.` : `${some} of the ${all} ${missing === 1 ? 'is' : 'are'} not right.`,
    },
    {
      from: 'columns',
      text: `The ${all} are there, but ${names} ${verb} wrong in ${none ? 'all' : some} of them.`,
    },
  ];
};

const swapHelp: Remark = {
  from: 'columns',
  text: 'Values go to columns by their place: compare the order of names and values in `SELECT`, `INSERT` and `COPY`.',
};

/** Two columns that hold each other's values in all rows that differ. */
const swapped = (diff: TableDiff): Finding | undefined => {
  const pair = diff.clues?.swapped;
  if (!pair) return undefined;
  const remarks = wrongIn(diff, namesOf(diff, pair), 'are');
  return {
    diagnosis: 'swapped-columns',
    remarks: [...remarks, { from: 'columns', text: "They hold each other's values." }],
    help: swapHelp,
  };
};

/** A column that repeats another one. */
export const copied = (diff: TableDiff): Finding | undefined => {
  const copy = diff.clues?.copied;
  if (!copy) return undefined;
  const [column, from] = [namesOf(diff, [copy.column]), namesOf(diff, [copy.from])];
  const several = diff.clues?.severalColumns;
  const remarks = several ? wrongIn(diff, namesOf(diff, several), 'are') : wrongIn(diff, column, 'is');
  return {
    diagnosis: 'wrong-column',
    remarks: [...remarks, { from: 'columns', text: `${column} holds the values of ${from}.` }],
    help: { from: 'columns', text: 'Look at which column, and of which table, is taken.' },
  };
};

type ColumnPairs = readonly (readonly [column: DiffColumn, pairs: readonly CellPair[]])[];

/** The class that all columns share, told when it is so in the same words. */
const shared = (columns: ColumnPairs, context: ValueContext): ValueClass | undefined => {
  const found = columns.map(([column, pairs]) => classifyColumn(column, pairs, context));
  const [first] = found;
  if (!first || first.diagnosis === 'wrong-values') return undefined;
  return found.every((one) => one?.diagnosis === first.diagnosis && one.text === first.text) ? first : undefined;
};

const inEach = (text: string): string => `In each of them, ${text.charAt(0).toLowerCase()}${text.slice(1)}`;

const waysOf = (found: ValueClass, told: (text: string) => string): Omit<Finding, 'diagnosis'> => {
  const { coarse = found, help } = found;
  return {
    remarks: [
      ...(coarse ? [{ from: 'columns', to: 'rows', text: told(coarse.text) } as const] : []),
      { from: 'full', text: told(found.text) },
    ],
    ...(help !== undefined && { help: { from: coarse?.help === undefined ? 'full' : 'columns', text: help } as const }),
  };
};

/** A few columns are wrong together, and all other values are right. */
const several = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined => {
  const columns = diff.clues?.severalColumns;
  if (!columns) return undefined;
  const what = wrongIn(diff, namesOf(diff, columns), 'are');
  const pairs = columns.flatMap((index): ColumnPairs => {
    const column = diff.columns[index];
    return column ? [[column, wrongCells(diff.rows, index)]] : [];
  });
  const [first = []] = pairs.map(([, cells]) => cells);
  const plain: Finding = { diagnosis: 'wrong-values', remarks: [...what, ...valueExample(first[0])] };
  if (!pairs.every(([, cells]) => isPaired(diff, cells.length))) return plain;
  const context = { allWrong: diff.counts.matching === 0, query };
  const together = classifyNullTogether(
    pairs.map(([, cells]) => cells),
    context,
  );
  const found = together ?? shared(pairs, context);
  if (!found) return plain;
  const told = (text: string): string => claim(together ? text : inEach(text), diff, first.length);
  const ways = waysOf(found, told);
  return { ...ways, diagnosis: found.diagnosis, remarks: [...what, ...ways.remarks, ...valueExample(first[0])] };
};

/** Findings about columns that are wrong together, or like another one. */
export const describeWrongColumns = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined =>
  swapped(diff) ?? copied(diff) ?? several(diff, query);
