import type { DiffColumn, TableDiff } from '../result.js';
import type { Cell } from '../table.js';
import { code, countOf, listOf, thousands } from '../text/words.js';
import { classifyColumn, wrongCells, type CellPair } from './classify-column.js';
import type { Finding, Remark } from './finding.js';

const cellText = (cell: Cell): string => (cell === null ? 'NULL' : cell === '' ? 'an empty text' : code(cell));

const example = (pair: CellPair | undefined): Remark[] =>
  pair === undefined
    ? []
    : [
        { from: 'rows', to: 'rows', text: `For example, ${cellText(pair.actual)} is not right.` },
        {
          from: 'full',
          text: `For example, ${cellText(pair.actual)} stands where ${cellText(pair.expected)} is expected.`,
        },
      ];

/** A finding about the values of one column: first `what`, then in what way, then an example. */
const aboutColumn = (
  diff: TableDiff,
  index: number,
  what: readonly Remark[],
  showExample = true,
): Finding | undefined => {
  const column = diff.columns[index];
  if (!column) return undefined;
  const pairs = wrongCells(diff.rows, index);
  const found = classifyColumn(column, pairs);
  return {
    remarks: [
      ...what,
      ...(found ? [{ from: 'columns', text: found.text } as const] : []),
      ...(showExample ? example(pairs[0]) : []),
    ],
    ...(found?.help !== undefined && { help: { from: 'columns', text: found.help } }),
  };
};

const nameOf = (column: DiffColumn | undefined): string => code(column?.name ?? '');

/** One row on each side: its values are named one by one. */
const singleRow = (diff: TableDiff): Finding | undefined => {
  const [row] = diff.rows;
  if (diff.counts.expected !== 1 || diff.counts.actual !== 1 || row?.status !== 'changed') return undefined;
  const cells = row.cells ?? [];
  const [only] = cells;
  const named = cells.slice(0, 3).map((index): Remark => {
    const [name, actual, expected] = [
      nameOf(diff.columns[index]),
      row.actual?.[index] ?? null,
      row.expected?.[index] ?? null,
    ];
    return { from: 'full', text: `${name} is ${cellText(actual)}; ${cellText(expected)} is expected.` };
  });
  const own = cells.slice(0, 3).map((index): Remark => {
    const text = `${nameOf(diff.columns[index])} is ${cellText(row.actual?.[index] ?? null)}, which is not right.`;
    return { from: 'rows', to: 'rows', text };
  });
  const names = listOf(cells.map((index) => nameOf(diff.columns[index])));
  const what: Remark[] = [
    { from: 'counts', to: 'counts', text: 'The row is there, but its values are not right.' },
    { from: 'columns', to: 'columns', text: `The value of ${names} is not right.` },
    ...own,
    ...named,
  ];
  return cells.length === 1 && only !== undefined ? aboutColumn(diff, only, what, false) : { remarks: what };
};

/** The columns in which changed rows differ; `undefined` when not all rows that differ are changed ones. */
const changedColumns = (diff: TableDiff): readonly number[] | undefined => {
  const wrong = diff.rows.filter(({ status }) => status !== 'same');
  if (wrong.length === 0 || wrong.some(({ status }) => status !== 'changed')) return undefined;
  return [...new Set(wrong.flatMap(({ cells }) => cells ?? []))].sort((a, b) => a - b);
};

const wrongIn = (diff: TableDiff, names: string, verb: string): readonly Remark[] => {
  const { missing, expected, actual } = diff.counts;
  if (expected !== actual) return [];
  const rows = missing === expected ? 'all of them' : `${thousands(missing)} of them`;
  return [
    {
      from: 'counts',
      to: 'counts',
      text: `${thousands(missing)} of the ${countOf(expected, 'row')} ${missing === 1 ? 'is' : 'are'} not right.`,
    },
    { from: 'columns', text: `The ${countOf(expected, 'row')} are there, but ${names} ${verb} wrong in ${rows}.` },
  ];
};

/** All rows are there and only some of their values are wrong: names the columns, and for a single one in what way. */
const wrongValues = (diff: TableDiff): Finding | undefined => {
  const only = diff.clues?.onlyColumn;
  const columns = only === undefined ? changedColumns(diff) : [only];
  const { expected, actual, missing, extra } = diff.counts;
  if (!columns || columns.length === 0 || expected !== actual || missing !== extra) return undefined;
  // Without proof over all rows, the rows shown must be typical: few columns, and not simply all of them.
  const comparable = diff.columns.filter((column) => column.expected && column.actual).length;
  if (columns.length > 3 || (columns.length === comparable && comparable > 1)) return undefined;
  const [index] = columns;
  const names = listOf(columns.map((column) => nameOf(diff.columns[column])));
  const what = wrongIn(diff, names, columns.length === 1 ? 'is' : 'are');
  if (columns.length === 1 && index !== undefined) return aboutColumn(diff, index, what);
  const pair = index === undefined ? undefined : wrongCells(diff.rows, index)[0];
  return { remarks: [...what, ...example(pair)] };
};

/** The column wrong in most changed rows, when rows are missing or too many besides. */
export const describeMostWrong = (diff: TableDiff): Finding | undefined => {
  const changed = diff.rows.filter(({ status }) => status === 'changed');
  const tally = diff.columns.map((_, index) => wrongCells(changed, index).length);
  const most = Math.max(0, ...tally);
  if (changed.length < 2 || most * 3 < changed.length * 2) return undefined;
  const index = tally.indexOf(most);
  const text = `Where rows nearly match, ${nameOf(diff.columns[index])} is wrong most often.`;
  return aboutColumn(diff, index, [{ from: 'columns', text }]);
};

/** Findings about values in rows that are otherwise there; `undefined` when rows are missing or too many. */
export const describeValues = (diff: TableDiff): Finding | undefined => singleRow(diff) ?? wrongValues(diff);
