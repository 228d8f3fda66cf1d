import type { TableDiff } from '../result.js';
import { countOf, thousands } from '../text/words.js';
import { classifyColumn, wrongCells } from './classify-column.js';
import { classifyNullTogether } from './classify-null.js';
import { valueExample } from './examples.js';
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

/** The class that all columns share, each with its own words. */
const shared = (diff: TableDiff, columns: readonly number[], context: ValueContext): Finding | undefined => {
  const found = columns.map((index): ValueClass | undefined => {
    const column = diff.columns[index];
    return column && classifyColumn(column, wrongCells(diff.rows, index), context);
  });
  const [first] = found;
  if (!first || first.diagnosis === 'wrong-values') return undefined;
  if (found.some((one) => one?.diagnosis !== first.diagnosis)) return undefined;
  const { coarse = first } = first;
  const same = found.every((one) => one?.text === first.text);
  const told = (text: string): string =>
    same ? `In each of them: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : '';
  if (!same || coarse === null) return { diagnosis: first.diagnosis, remarks: [] };
  return {
    diagnosis: first.diagnosis,
    remarks: [
      { from: 'columns', to: 'rows', text: told(coarse.text) },
      { from: 'full', text: told(first.text) },
    ],
    ...(first.help !== undefined && {
      help: { from: coarse.help === undefined ? 'full' : 'columns', text: first.help } as const,
    }),
  };
};

const together = (diff: TableDiff, columns: readonly number[], context: ValueContext): Finding | undefined => {
  const found = classifyNullTogether(
    columns.map((column) => wrongCells(diff.rows, column)),
    context,
  );
  return (
    found && {
      diagnosis: found.diagnosis,
      remarks: [{ from: 'columns', text: found.text }],
      ...(found.help !== undefined && { help: { from: 'columns', text: found.help } as const }),
    }
  );
};

/** A few columns are wrong together, and all other values are right. */
const several = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined => {
  const columns = diff.clues?.severalColumns;
  const [first] = columns ?? [];
  if (!columns || first === undefined) return undefined;
  const context = { allWrong: diff.counts.matching === 0, query };
  const why = together(diff, columns, context) ?? shared(diff, columns, context);
  const [pair] = wrongCells(diff.rows, first);
  return {
    diagnosis: 'wrong-values',
    ...why,
    remarks: [...wrongIn(diff, namesOf(diff, columns), 'are'), ...(why?.remarks ?? []), ...valueExample(pair)],
  };
};

/** Findings about columns that are wrong together, or like another one. */
export const describeWrongColumns = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined =>
  swapped(diff) ?? copied(diff) ?? several(diff, query);
