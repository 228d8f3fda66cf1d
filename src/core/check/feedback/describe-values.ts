import type { DiffColumn, TableDiff } from '../result.js';
import { code, countOf, listOf, thousands } from '../text/words.js';
import { classifyColumn, wrongCells } from './classify-column.js';
import { describeWrongColumns, wrongIn } from './describe-columns-wrong.js';
import { claim, inWords, isPaired, valueExample } from './examples.js';
import type { Finding, Remark } from './finding.js';
import type { QueryShape } from './query-shape.js';
import type { ValueClass } from './value-class.js';

const aboutClass = (found: ValueClass, diff: TableDiff, rows: number): Finding => {
  const { coarse = found, diagnosis } = found;
  const hint: Remark[] = coarse ? [{ from: 'columns', to: 'rows', text: claim(coarse.text, diff, rows) }] : [];
  const help = found.help !== undefined && {
    help: { from: coarse?.help === undefined ? 'full' : 'columns', text: found.help } as const,
  };
  return {
    diagnosis,
    ...(coarse === null && { coarseDiagnosis: 'wrong-values' }),
    remarks: [...hint, { from: 'full', text: claim(found.text, diff, rows) }],
    ...help,
  };
};

/** A finding about the values of one column: first `what`, then in what way, then an example. */
const aboutColumn = (
  diff: TableDiff,
  index: number,
  what: readonly Remark[],
  { query, example = true }: { readonly query: QueryShape | undefined; readonly example?: boolean },
): Finding | undefined => {
  const column = diff.columns[index];
  if (!column) return undefined;
  const pairs = wrongCells(diff.rows, index);
  const found = !isPaired(diff, pairs.length)
    ? undefined
    : classifyColumn(column, pairs, { allWrong: diff.counts.matching === 0, query });
  const shown = example ? valueExample(pairs[0]) : [];
  if (!found) return { diagnosis: 'wrong-values', remarks: [...what, ...shown] };
  const about = aboutClass(found, diff, pairs.length);
  return { ...about, remarks: [...what, ...about.remarks, ...shown] };
};

const nameOf = (column: DiffColumn | undefined): string => code(column?.name ?? '');

/** One row on each side: its values are named one by one. */
const singleRow = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined => {
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
  return wrong.length === 1 && only !== undefined
    ? aboutColumn(diff, only, what, { query, example: false })
    : { diagnosis: 'wrong-values', remarks: what };
};

/** The columns in which changed rows differ; `undefined` when not all rows that differ are changed ones. */
const changedColumns = (diff: TableDiff): readonly number[] | undefined => {
  const wrong = diff.rows.filter(({ status }) => status !== 'same');
  if (wrong.length === 0 || wrong.some(({ status }) => status !== 'changed')) return undefined;
  return [...new Set(wrong.flatMap(({ cells }) => cells ?? []))].sort((a, b) => a - b);
};

/** All rows are there and only some of their values are wrong: names the columns, and for a single one in what way. */
const wrongValues = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined => {
  const only = diff.clues?.onlyColumn;
  const columns = only === undefined ? changedColumns(diff) : [only];
  const { expected, actual, missing, extra } = diff.counts;
  if (!columns || columns.length === 0 || expected !== actual || missing !== extra) return undefined;
  // Where it is not proved for all rows, all of them must be on show, and differ in few columns rather than in all.
  if (only === undefined && diff.hidden > 0) return undefined;
  const comparable = diff.columns.filter((column) => column.expected && column.actual).length;
  if (columns.length > 3 || (columns.length === comparable && diff.counts.expected > 1)) return undefined;
  const [index] = columns;
  const names = listOf(columns.map((column) => nameOf(diff.columns[column])));
  const what = wrongIn(diff, names, columns.length === 1 ? 'is' : 'are');
  if (columns.length === 1 && index !== undefined) return aboutColumn(diff, index, what, { query });
  const pair = index === undefined ? undefined : wrongCells(diff.rows, index)[0];
  return { diagnosis: 'wrong-values', remarks: [...what, ...valueExample(pair)] };
};

/** As many values as expected in a table of one column: spoken of as one list, when there is one way in which they are wrong. */
const wrongList = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined => {
  const { expected, actual, missing } = diff.counts;
  if (diff.columns.length !== 1 || expected !== actual || changedColumns(diff) === undefined) return undefined;
  const name = nameOf(diff.columns[0]);
  const [wrong, all] = [thousands(missing), countOf(expected, 'value')];
  const text =
    missing === expected
      ? `None of the ${all} of ${name} is right.`
      : `${wrong} of the ${all} of ${name} ${missing === 1 ? 'is' : 'are'} not right.`;
  const found = aboutColumn(diff, 0, [{ from: 'columns', text }], { query });
  return found?.diagnosis === 'wrong-values' ? undefined : found;
};

/** The column wrong in most changed rows, when rows are missing or too many besides: no class of the whole. */
export const describeMostWrong = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined => {
  const changed = diff.rows.filter(({ status }) => status === 'changed');
  const tally = diff.columns.map((_, index) => wrongCells(changed, index).length);
  const most = Math.max(0, ...tally);
  if (changed.length < 2 || most * 3 < changed.length * 2) return undefined;
  const index = tally.indexOf(most);
  const text = `Where rows nearly match, ${nameOf(diff.columns[index])} is wrong most often.`;
  return aboutColumn(diff, index, [{ from: 'columns', text }], { query });
};

/** Findings about values in rows that are otherwise there; `undefined` when rows are missing or too many. */
export const describeValues = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined =>
  singleRow(diff, query) ?? describeWrongColumns(diff, query) ?? wrongList(diff, query) ?? wrongValues(diff, query);
