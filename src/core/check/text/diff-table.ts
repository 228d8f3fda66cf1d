import type { DiffRow, TableDiff } from '../result.js';
import type { Cell, ColumnType, Row } from '../table.js';
import type { TextStyle } from './style.js';
import { clip, displayWidth, pad } from './width.js';

/** Widest a cell is printed. */
const cellWidth = 32;

const numeric: ReadonlySet<ColumnType> = new Set<ColumnType>(['integer', 'decimal', 'float']);

/** Rows as printed: a word for the side they belong to, so that nothing hangs on colour, and the cells that differ. */
interface Line {
  readonly mark: string;
  readonly row: Row;
  readonly cells: ReadonlySet<number>;
}

const show = (cell: Cell | undefined): string =>
  cell == null ? 'NULL' : cell.replaceAll('\n', '⏎').replaceAll('\t', '⇥');

const linesOf = (row: DiffRow): readonly Line[] => {
  const cells = new Set(row.cells);
  const line = (mark: string, side: Row | undefined): readonly Line[] => (side ? [{ mark, row: side, cells }] : []);
  switch (row.status) {
    case 'same':
      return line('', row.actual ?? row.expected);
    case 'missing':
      return line('missing', row.expected);
    case 'extra':
      return line('extra', row.actual);
    case 'changed':
    case 'moved':
      return [...line('expected', row.expected), ...line('yours', row.actual)];
  }
};

/** The sample of a comparison as aligned text lines of at most `width` columns. */
export const diffTable = (diff: TableDiff, style: TextStyle, width: number): readonly string[] => {
  const lines = diff.rows.flatMap(linesOf);
  const widths = diff.columns.map((column, index) => Math.min(cellWidth, Math.max(displayWidth(column.name), ...lines.map((line) => displayWidth(show(line.row[index])))))); // prettier-ignore
  const right = diff.columns.map((column) => numeric.has((column.actual ?? column.expected)?.type ?? 'text'));
  const head = diff.columns.map((column, index) => pad(clip(column.name, cellWidth), widths[index] ?? 0, right[index]));
  const body = lines.map((line) => {
    const cells = diff.columns.map((_column, index) => {
      const text = pad(clip(show(line.row[index]), cellWidth), widths[index] ?? 0, right[index]);
      return line.cells.has(index) ? { text, show: style.differs(text) } : { text, show: text };
    });
    return { mark: line.mark, cells };
  });
  const markWidth = Math.max(0, ...body.map((line) => line.mark.length));
  const fits = columnsThatFit(widths, width - markWidth - 2);
  const cut = fits < diff.columns.length ? ' …' : '';
  return [
    style.quiet(`${' '.repeat(markWidth)}  ${head.slice(0, fits).join('  ')}${cut}`),
    ...body.map(({ mark, cells }) => `${marked(pad(mark, markWidth), mark, style)}  ${cells.slice(0, fits).map((cell) => cell.show).join('  ')}${cut}`), // prettier-ignore
    ...(diff.hidden > 0 ? [style.quiet(`… and ${diff.hidden.toLocaleString('en')} more that differ`)] : []),
  ];
};

const marked = (text: string, mark: string, style: TextStyle): string => {
  if (mark === 'missing' || mark === 'expected') return style.passed(text);
  return mark === '' ? text : style.failed(text);
};

const columnsThatFit = (widths: readonly number[], room: number): number => {
  let used = 0;
  const fits = widths.findIndex((width) => (used += width + 2) > room + 2);
  return fits < 0 ? widths.length : Math.max(1, fits);
};
