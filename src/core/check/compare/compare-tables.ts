import type { CompareOptions } from '../../manifest/check-parts.js';
import type { DiffRow, TableDiff } from '../result.js';
import type { Row, RowSource } from '../table.js';
import { collectRows, layOut } from './collect-rows.js';
import { countRows, type Sources } from './count-rows.js';
import { judgeRows, type Judgement } from './judge-rows.js';
import type { KeyOrder } from './key-order.js';
import { pairRows } from './pair-rows.js';
import { planComparison, sides, type CompareRun, type Plan, type Side } from './plan.js';
import { readRows } from './read-rows.js';
import { surveyRows } from './survey/survey.js';
import { chooseRows, contextRows, hiddenRows } from './show-rows.js';

export type { CompareRun } from './plan.js';

const diffColumns = (plan: Plan): TableDiff['columns'] =>
  plan.columns.map(({ name, expected, actual, differs }) => ({
    name,
    ...(expected && { expected }),
    ...(actual && { actual }),
    ...(differs && { differs }),
  }));

/** Without a common column no row can be compared: counts and the first rows of each side are all there is to show. */
const compareNothing = async (plan: Plan, sources: Sources, run: CompareRun): Promise<TableDiff> => {
  const counts = { expected: 0, actual: 0 };
  const rows: DiffRow[] = [];
  for (const side of sides) {
    const room = side === 'expected' ? Math.ceil(run.sample / 2) : run.sample - rows.length;
    counts[side] = await readRows(sources[side], run.signal, (row, position) => {
      if (position >= room) return;
      const cells = layOut(plan, side, row);
      rows.push(side === 'expected' ? { status: 'missing', expected: cells } : { status: 'extra', actual: cells });
    });
  }
  return {
    equal: false,
    columns: diffColumns(plan),
    rows,
    counts: { ...counts, matching: 0, missing: counts.expected, extra: counts.actual },
    orderOnly: false,
    hidden: hiddenRows(rows, counts.expected, counts.actual),
  };
};

/** The first places where another row stands than expected. */
const movedRows = async (plan: Plan, sources: Sources, order: KeyOrder, run: CompareRun): Promise<DiffRow[]> => {
  const found: Record<Side, Map<number, Row>> = { expected: new Map(), actual: new Map() };
  const positionOf = { expected: 'expectedAt', actual: 'actualAt' } as const;
  for (const side of sides) {
    const wanted = new Set(order.misplaced.map((place) => place[positionOf[side]]));
    if (wanted.size === 0) continue;
    await readRows(sources[side], run.signal, (row, position) => {
      if (wanted.has(position)) found[side].set(position, layOut(plan, side, row));
      return found[side].size < wanted.size;
    });
  }
  return order.misplaced.flatMap(({ expectedAt, actualAt }): DiffRow[] => {
    const [expected, actual] = [found.expected.get(expectedAt), found.actual.get(actualAt)];
    return expected && actual ? [{ status: 'moved', expected, actual }] : [];
  });
};

const differingRows = async (
  plan: Plan,
  sources: Sources,
  judged: Judgement,
  options: CompareOptions,
  run: CompareRun,
): Promise<Pick<TableDiff, 'rows' | 'hidden' | 'clues'>> => {
  const { counts, clues } = judged;
  const collected = await collectRows(plan, sources, judged.differing, contextRows, run);
  const complete = collected.expected.length === counts.missing && collected.actual.length === counts.extra;
  const paired = pairRows(collected.expected, collected.actual, { plan, rows: counts, complete }, options);
  const wrong = chooseRows(paired, run.sample);
  const same = collected.same.map(({ row }): DiffRow => ({ status: 'same', actual: row }));
  const only = collected.onlyColumn === undefined ? undefined : plan.compared[collected.onlyColumn];
  const known = { rows: counts.expected + counts.actual, only: collected.onlyColumn };
  const survey = await surveyRows(plan, sources, judged.differing, known, run);
  return {
    rows: [...wrong, ...same.slice(0, run.sample - wrong.length)],
    hidden: hiddenRows(wrong, counts.missing, counts.extra),
    clues: { ...clues, ...(only !== undefined && { onlyColumn: only }), ...survey },
  };
};

/**
 * Compares two tables exactly as the options say and finds rows to show. Each side is read once when the tables are equal, up to
 * five times when they are not, always one side after the other and row by row; what is held is a digest and two counts for each
 * distinct row and four bytes per row (plus as many where order counts, plus the tolerant values of rows that only a tolerance can
 * match, plus the rows that differ while they are few enough to be studied).
 *
 * Columns that fail to match make the tables unequal; the rows are then compared on the columns both have, those that seem only
 * renamed included. Rows are those of the whole result, `orderOnly` is said only when they are all right.
 *
 * Throws the signal's reason when cancelled, `manifest-invalid` when the options name a column that is not expected, and whatever
 * the sources throw.
 */
export const compareTables = async (
  expected: RowSource,
  actual: RowSource,
  options: CompareOptions,
  run: CompareRun,
): Promise<TableDiff> => {
  const plan = planComparison(expected.columns, actual.columns, options);
  const sources = { expected, actual };
  if (plan.compared.length === 0) return compareNothing(plan, sources, run);
  const first = await countRows(plan, sources, run);
  const judged = await judgeRows(plan, sources, first, run);
  const columns = diffColumns(plan);
  const sameRows = judged.counts.missing + judged.counts.extra === 0;
  const misordered = first.order?.wrong ?? 0;
  const base = { columns, counts: judged.counts, clues: judged.clues };
  if (sameRows && first.order && misordered > 0) {
    const rows = await movedRows(plan, sources, first.order, run);
    return { ...base, equal: false, rows, orderOnly: true, hidden: misordered - rows.length };
  }
  if (sameRows) {
    const equal = columns.every(({ differs }) => differs === undefined);
    return { ...base, equal, rows: [], orderOnly: false, hidden: 0 };
  }
  const shown = await differingRows(plan, sources, judged, options, run);
  return { ...base, ...shown, equal: false, orderOnly: false };
};
