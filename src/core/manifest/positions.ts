import type { Position, Range } from './diagnostic.js';

/** A stretch of a text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Turns offsets of one text into lines and columns. Line breaks are those of YAML and of editors: LF, CRLF and a lone CR. */
export interface LineIndex {
  position(offset: number): Position;
  range(span: Span): Range;
  /** The part of a span that lies on its first line: enough to point at, without underlining a whole file. */
  firstLine(span: Span): Span;
}

const byteOrderMark = 0xfeff;

const findLineStarts = (text: string): readonly number[] => {
  // Editors hide a byte order mark: column 1 is what follows it.
  const starts = [text.charCodeAt(0) === byteOrderMark ? 1 : 0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
};

/** Index of the last entry that is not above the offset, or 0. */
const lineOf = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** The lines of a text, found when first asked for. */
export const indexLines = (text: string): LineIndex => {
  let starts: readonly number[] | undefined;
  const position = (offset: number): Position => {
    starts ??= findLineStarts(text);
    const inside = Math.min(Math.max(offset, starts[0] ?? 0), text.length);
    const line = lineOf(starts, inside);
    return { line: line + 1, column: inside - (starts[line] ?? 0) + 1, offset: inside };
  };
  return {
    position,
    range: ({ start, end }) => ({ start: position(start), end: position(Math.max(start, end)) }),
    firstLine: ({ start, end }) => {
      const length = text.slice(start, end).search(/[\r\n]/);
      return { start, end: length < 0 ? end : start + length };
    },
  };
};
