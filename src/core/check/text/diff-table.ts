import type { DiffColumn, DiffRow, TableDiff } from '../result.js';
import type { ColumnType, Row } from '../table.js';
import { cellText } from './cell-text.js';
import type { TextStyle } from './style.js';
import { clip, displayWidth, pad, printable } from './width.js';
import { countOf, listOf, thousands } from './words.js';

/** Widest and narrowest that a column is printed, without the brackets. */
const widest = 32;
const narrowest = 8;

type Side = 'expected' | 'actual';

/** One printed row: a word that says what it is, so that nothing hangs on colour, and the cells to mark. */
interface Line {
  readonly word: '' | 'missing' | 'extra' | 'expected' | 'yours';
  readonly side: Side;
  readonly row: Row;
  readonly marked: ReadonlySet<number>;
}

const linesOf = (diffRow: DiffRow): readonly Line[] => {
  const { status, expected, actual, cells } = diffRow;
  const line = (word: Line['word'], side: Side, row: Row | undefined, marked = new Set<number>()): Line[] =>
    row ? [{ word, side, row, marked }] : [];
  if (status === 'missing') return line('missing', 'expected', expected);
  if (status === 'extra') return line('extra', 'actual', actual);
  if (status === 'same') return line('', 'actual', actual ?? expected);
  const marked = new Set(cells);
  return [...line('expected', 'expected', expected, marked), ...line('yours', 'actual', actual, marked)];
};

const heading = ({ name, actual, expected, differs }: DiffColumn): string => {
  if (differs === 'missing' || differs === 'extra') return printable(`${name} (${differs})`);
  if (differs === 'name') return printable(`${name} (yours: ${actual?.name ?? ''})`);
  if (differs === 'type') return `${printable(name)} (${actual?.declared ?? actual?.type ?? ''})`;
  return printable(differs === 'place' && expected ? `${name} (moved)` : name);
};

const numeric: ReadonlySet<ColumnType> = new Set(['integer', 'decimal', 'float']);

/** A column as it is printed. */
interface PrintedColumn {
  readonly index: number;
  readonly heading: string;
  readonly right: boolean;
  readonly width: number;
  /** Worth more room than others: something in it differs. */
  readonly telling: boolean;
}

const textOf = (column: DiffColumn, line: Line, index: number): string =>
  column[line.side] ? cellText(line.row[index] ?? null) : '';

const printedColumns = (diff: TableDiff, lines: readonly Line[]): readonly PrintedColumn[] =>
  diff.columns.map((column, index) => {
    const texts = [heading(column), ...lines.map((line) => textOf(column, line, index))];
    return {
      index,
      heading: heading(column),
      right: numeric.has((column.actual ?? column.expected)?.type ?? 'text'),
      width: Math.min(widest, Math.max(...texts.map(displayWidth))),
      telling: column.differs !== undefined || lines.some(({ marked }) => marked.has(index)),
    };
  });

/** Cells stand between brackets or blanks, with one blank between them. */
const totalWidth = (columns: readonly PrintedColumn[]): number =>
  columns.reduce((sum, { width }) => sum + width + 3, -1);

/** Makes columns fit: the widest ones become narrower, then columns in which nothing differs are left out, the last ones first. */
const fitted = (columns: readonly PrintedColumn[], room: number): readonly PrintedColumn[] => {
  let kept = columns;
  while (totalWidth(kept) > room) {
    const most = Math.max(...kept.map(({ width }) => width));
    if (most > narrowest) {
      const next = Math.max(narrowest, ...kept.map(({ width }) => (width < most ? width : 0)));
      kept = kept.map((column) => (column.width === most ? { ...column, width: Math.max(next, most - 4) } : column));
      continue;
    }
    if (kept.length === 1) break;
    const dropped = kept.findLast(({ telling }, at) => !telling && at > 0) ?? kept.at(-1);
    kept = kept.filter((column) => column !== dropped);
  }
  return kept;
};

const wordStyle = (word: Line['word'], style: TextStyle): ((text: string) => string) => {
  if (word === '') return style.quiet;
  return word === 'missing' || word === 'expected' ? style.passed : style.failed;
};

const printLine = (line: Line, diff: TableDiff, columns: readonly PrintedColumn[], style: TextStyle): string => {
  const cells = columns.map(({ index, width, right }) => {
    const column = diff.columns[index];
    const text = column ? clip(textOf(column, line, index), width) : '';
    if (!line.marked.has(index)) return ` ${pad(text, width, right)} `;
    // Brackets mark the cell where colour can't; they hug the text, not the width of the column.
    const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
    return right ? `${fill}[${style.differs(text)}]` : `[${style.differs(text)}]${fill}`;
  });
  return `${wordStyle(line.word, style)(pad(line.word, wordWidth))} ${cells.join(' ')}`.trimEnd();
};

const wordWidth = 'expected'.length;

/** How many rows differ beyond those printed, and which columns are left out. */
const footnotes = (diff: TableDiff, printed: readonly PrintedColumn[]): string[] => {
  const notes: string[] = [];
  if (diff.hidden > 0) {
    const more = diff.rows.length === 0 ? '' : 'more ';
    notes.push(`… ${thousands(diff.hidden)} ${more}${diff.hidden === 1 ? 'row differs' : 'rows differ'}`);
  }
  const left = diff.columns.filter((_, index) => !printed.some((column) => column.index === index));
  if (left.length > 0) {
    notes.push(`… ${countOf(left.length, 'column')} not shown: ${listOf(left.map(({ name }) => printable(name)))}`);
  }
  return notes;
};

/** The sample of a comparison as lines of at most `width` columns: a header, rows with aligned cells, and notes on what is left out. */
export const diffTable = (diff: TableDiff, style: TextStyle, width: number): readonly string[] => {
  const lines = diff.rows.flatMap(linesOf);
  const columns = fitted(printedColumns(diff, lines), width - wordWidth - 1);
  const head = columns.map((column) => ` ${pad(clip(column.heading, column.width), column.width, column.right)} `);
  const header = `${' '.repeat(wordWidth)} ${head.join(' ')}`.trimEnd();
  const table = columns.length === 0 ? [] : [style.quiet(header)];
  const body = lines.map((line) => printLine(line, diff, columns, style));
  const notes = footnotes(diff, columns).map((note) => style.quiet(clip(note, width)));
  return [...table, ...body, ...notes];
};
