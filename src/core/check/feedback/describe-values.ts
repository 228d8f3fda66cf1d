import type { DiffColumn, TableDiff } from '../result.js';
import type { Cell } from '../table.js';
import { cellText } from '../text/cell-text.js';
import { code, countOf, listOf, thousands } from '../text/words.js';
import { classifyColumn, wrongCells, type CellPair } from './classify-column.js';
import type { Finding, Remark } from './finding.js';
import type { ValueClass } from './value-class.js';

const inWords = (cell: Cell): string => {
  if (cell === null) return 'NULL';
  return cell === '' ? 'an empty text' : code(cellText(cell));
};

/** One wrong value, if seeing it tells anything. */
const example = (pair: CellPair | undefined): Remark[] => {
  if (!pair || inWords(pair.actual) === inWords(pair.expected)) return [];
  const { actual, expected } = pair;
  return [
    ...(actual === null
      ? []
      : [{ from: 'rows', to: 'rows', text: `For example, ${inWords(actual)} is not right.` } as const]),
    { from: 'full', text: `For example, ${inWords(actual)} stands where ${inWords(expected)} is expected.` },
  ];
};

/** A class found in the rows that were kept is only claimed for those. */
const claim = (text: string, diff: TableDiff, rows: number): string =>
  diff.hidden === 0
    ? text
    : `In the ${countOf(rows, 'row')} looked at, ${text.charAt(0).toLowerCase()}${text.slice(1)}`;

const aboutClass = (found: ValueClass | undefined, diff: TableDiff, rows: number): Finding => {
  if (!found) return { remarks: [] };
  const { coarse = found } = found;
  const text = claim(found.text, diff, rows);
  const hint: Remark[] = coarse ? [{ from: 'columns', to: 'rows', text: claim(coarse.text, diff, rows) }] : [];
  const help = found.help !== undefined && {
    help: { from: coarse?.help === undefined ? 'full' : 'columns', text: found.help } as const,
  };
  return { remarks: [...hint, { from: 'full', text }], ...help };
};

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
  const { remarks, help } = aboutClass(classifyColumn(column, pairs), diff, pairs.length);
  return { remarks: [...what, ...remarks, ...(showExample ? example(pairs[0]) : [])], ...(help && { help }) };
};

const nameOf = (column: DiffColumn | undefined): string => code(column?.name ?? '');

/** One row on each side: its values are named one by one. */
const singleRow = (diff: TableDiff): Finding | undefined => {
  const [row] = diff.rows;
  if (diff.counts.expected !== 1 || diff.counts.actual !== 1 || row?.status !== 'changed') return undefined;
  const wrong = row.cells ?? [];
  const named = wrong.slice(0, 3).flatMap((index): Remark[] => {
    const name = nameOf(diff.columns[index]);
    const [actual, expected] = [inWords(row.actual?.[index] ?? null), inWords(row.expected?.[index] ?? null)];
    const pair: Remark = { from: 'full', text: `${name} is ${actual}; ${expected} is expected.` };
    return [
      { from: 'rows', to: actual === expected ? 'full' : 'rows', text: `${name} is ${actual}, which is not right.` },
      ...(actual === expected ? [] : [pair]),
    ];
  });
  const names = listOf(wrong.map((index) => nameOf(diff.columns[index])));
  const [only] = wrong;
  const text = `The ${wrong.length === 1 ? 'value' : 'values'} of ${names} ${wrong.length === 1 ? 'is' : 'are'} not right.`;
  const what: Remark[] = [
    { from: 'counts', to: 'counts', text: 'The row is there, but not all of its values are right.' },
    { from: 'columns', to: 'columns', text },
    ...named,
  ];
  return wrong.length === 1 && only !== undefined ? aboutColumn(diff, only, what, false) : { remarks: what };
};

/** The columns in which changed rows differ; `undefined` when not all rows that differ are changed ones. */
const changedColumns = (diff: TableDiff): readonly number[] | undefined => {
  const wrong = diff.rows.filter(({ status }) => status !== 'same');
  if (wrong.length === 0 || wrong.some(({ status }) => status !== 'changed')) return undefined;
  return [...new Set(wrong.flatMap(({ cells }) => cells ?? []))].sort((a, b) => a - b);
};

const wrongIn = ({ counts }: TableDiff, names: string, verb: string): readonly Remark[] => {
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

/** All rows are there and only some of their values are wrong: names the columns, and for a single one in what way. */
const wrongValues = (diff: TableDiff): Finding | undefined => {
  const only = diff.clues?.onlyColumn;
  const columns = only === undefined ? changedColumns(diff) : [only];
  const { expected, actual, missing, extra } = diff.counts;
  if (!columns || columns.length === 0 || expected !== actual || missing !== extra) return undefined;
  // Where it is not proved for all rows, all of them must be on show, and differ in few columns rather than in all.
  if (only === undefined && diff.hidden > 0) return undefined;
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
