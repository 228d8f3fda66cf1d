import type { DiffColumn, DiffRow, TableDiff } from '../core/check/result.js';
import type { Cell, ColumnType } from '../core/check/table.js';
import { plural } from './format.js';

export type Side = 'expected' | 'actual';

/** One column of a pane. */
export interface PaneColumn {
  /** Place in {@link TableDiff.columns} and in every row. */
  readonly index: number;
  readonly name: string;
  readonly numeric: boolean;
  /** What is wrong with the column itself, in a word or two. */
  readonly remark?: string;
  /** Its type, shown only where that is what differs. */
  readonly type?: string;
  /** A column that only one side has. */
  readonly only?: Side;
}

const numericTypes: ReadonlySet<ColumnType> = new Set(['integer', 'decimal', 'float']);

export const typeName = (column: DiffColumn[Side]): string | undefined => column?.declared ?? column?.type;

const isNumeric = ({ expected, actual }: DiffColumn): boolean =>
  [expected, actual].some((column) => column !== undefined && numericTypes.has(column.type));

const onlySide = ({ expected, actual }: DiffColumn): Side | undefined => {
  if (expected && !actual) return 'expected';
  return actual && !expected ? 'actual' : undefined;
};

const remarks: Readonly<Record<NonNullable<DiffColumn['differs']>, string>> = {
  missing: 'missing',
  extra: 'extra',
  name: 'other name',
  place: 'other place',
  type: 'other type',
};

/** Said of a column on the learner's side; the expected side has nothing wrong with it. */
export const columnRemark = (column: DiffColumn): string | undefined => {
  const only = onlySide(column);
  if (only) return only === 'expected' ? remarks.missing : remarks.extra;
  return column.differs && remarks[column.differs];
};

const paneColumn = (column: DiffColumn, index: number, side: Side): PaneColumn => {
  const only = onlySide(column);
  const remark = side === 'actual' ? columnRemark(column) : undefined;
  const type = column.differs === 'type' ? typeName(column[side]) : undefined;
  return {
    index,
    name: column[side]?.name ?? column.name,
    numeric: isNumeric(column),
    ...(remark === undefined ? {} : { remark }),
    ...(type === undefined ? {} : { type }),
    ...(only === undefined ? {} : { only }),
  };
};

/** Columns of one pane. The learner's pane also lists what is missing from it; the expected one has no use for extra columns. */
export const paneColumns = (diff: TableDiff, side: Side): readonly PaneColumn[] =>
  diff.columns
    .map((column, index) => paneColumn(column, index, side))
    .filter((column) => side === 'actual' || column.only !== 'actual');

const mergedName = ({ name, expected, actual }: DiffColumn): string =>
  expected && actual && expected.name !== actual.name ? `${name} (yours: ${actual.name})` : name;

/** Columns of the two sides in one list. */
export const mergedColumns = (diff: TableDiff): readonly PaneColumn[] =>
  diff.columns.map((column, index) => {
    const types =
      column.differs === 'type' ? `${typeName(column.expected) ?? ''}, yours ${typeName(column.actual) ?? ''}` : '';
    return { ...paneColumn(column, index, 'actual'), name: mergedName(column), ...(types && { type: types }) };
  });

/** The cells of a row on one side. A row that is the same on both need only carry one of them. */
export const cellsOf = (row: DiffRow, side: Side): DiffRow[Side] =>
  row[side] ?? (row.status === 'same' ? (row.expected ?? row.actual) : undefined);

/** True when there is a row to compare with on each side; a check may disclose only one. */
export const hasBothSides = (diff: TableDiff): boolean =>
  diff.rows.some((row) => cellsOf(row, 'expected')) && diff.rows.some((row) => cellsOf(row, 'actual'));

/** True for a cell to mark: one that makes its row a changed one, or that shows which row stands in another's place. */
export const differs = (row: DiffRow, { index, only }: PaneColumn): boolean => {
  if (only !== undefined) return false;
  if (row.status === 'changed') return row.cells?.includes(index) ?? false;
  return row.status === 'moved' && row.expected?.[index] !== row.actual?.[index];
};

const longestCell = 36;

const cellWidth = (value: Cell | undefined): number => Math.min((value ?? 'NULL').length, longestCell);

const columnWidth = (diff: TableDiff, column: PaneColumn, side: Side): number =>
  Math.max(
    column.name.length + (column.remark ? column.remark.length + 2 : 0),
    column.type?.length ?? 0,
    ...diff.rows.map((row) => cellWidth(cellsOf(row, side)?.[column.index])),
  );

/** What the two panes need beside each other, as numbers of characters and of columns. */
export const sideBySideSize = (diff: TableDiff): { readonly characters: number; readonly columns: number } => {
  const widths = (['expected', 'actual'] as const).flatMap((side) =>
    paneColumns(diff, side).map((column) => columnWidth(diff, column, side)),
  );
  return { characters: widths.reduce((sum, width) => sum + width, 0), columns: widths.length };
};

const counted = (count: number, word: string): readonly string[] => (count > 0 ? [`${count} ${word}`] : []);

/** A changed row is one missing and one extra in the counts; where every row is on show they can be told apart. */
const differences = ({ rows, counts, hidden }: TableDiff): readonly string[] => {
  const differing = rows.filter(({ status }) => status !== 'same').length;
  const changed = rows.filter(({ status }) => status === 'changed').length;
  if (differing > 0 && hidden > 0) return [`${differing + hidden} differ`];
  return [
    ...counted(changed, 'changed'),
    ...counted(counts.missing - changed, 'missing'),
    ...counted(counts.extra - changed, 'extra'),
  ];
};

/** How the two tables compare, in one line beside the caption. */
export const countsText = (diff: TableDiff): string => {
  const { counts, orderOnly } = diff;
  const sizes = `${plural(counts.expected, 'row')} expected, yours has ${counts.actual}`;
  if (orderOnly) return `${sizes}: the right rows, in another order`;
  const match = `${counts.matching} ${counts.matching === 1 ? 'matches' : 'match'}`;
  return `${sizes}: ${[match, ...differences(diff)].join(', ')}`;
};

/** What is not on show, if anything. */
export const hiddenText = ({ rows, hidden }: TableDiff): string | undefined => {
  if (hidden === 0) return undefined;
  return rows.length === 0
    ? 'This check does not show the rows.'
    : `${plural(hidden, 'more differing row')} not shown.`;
};
