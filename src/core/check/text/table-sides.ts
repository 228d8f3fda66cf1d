import type { DiffRow, TableDiff } from '../result.js';
import { cellText } from './cell-text.js';
import { clip, displayWidth, pad, printable } from './width.js';

type Side = 'expected' | 'actual';

/** Widest that a column is printed: beyond that a text comparison can't be read. */
const widest = 60;

const cellsOf = (row: DiffRow, side: Side): DiffRow[Side] =>
  row[side] ?? (row.status === 'same' ? (row.expected ?? row.actual) : undefined);

/** The rows of one side as lines, below the names of its columns. */
const linesOf = (diff: TableDiff, side: Side): readonly (readonly string[])[] => {
  const columns = diff.columns.flatMap((column, index) => {
    const own = column[side];
    return own ? [{ index, name: printable(own.name) }] : [];
  });
  const rows = diff.rows.map((row) => cellsOf(row, side)).filter((row) => row !== undefined);
  return [
    columns.map(({ name }) => clip(name, widest)),
    ...rows.map((row) => columns.map(({ index }) => clip(cellText(row[index] ?? null), widest))),
  ];
};

/** Columns of both sides get the same widths, so that only what differs differs. */
const widthsOf = (lines: readonly (readonly string[])[]): readonly number[] => {
  const columns = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: columns }, (_, index) =>
    Math.max(...lines.map((line) => displayWidth(line[index] ?? ''))),
  );
};

const textOf = (lines: readonly (readonly string[])[], widths: readonly number[]): string =>
  lines
    .map(
      (line) =>
        `${line
          .map((cell, index) => pad(cell, widths[index] ?? 0))
          .join(' | ')
          .trimEnd()}\n`,
    )
    .join('');

/** The two sides of a comparison as texts that can be compared line by line: names of the columns, then a line per row. */
export const tableSides = (diff: TableDiff): { readonly expected: string; readonly actual: string } => {
  const sides = { expected: linesOf(diff, 'expected'), actual: linesOf(diff, 'actual') };
  const widths = widthsOf([...sides.expected, ...sides.actual]);
  return { expected: textOf(sides.expected, widths), actual: textOf(sides.actual, widths) };
};
