import type { Cell } from '../table.js';
import { printable } from './width.js';

/** Text that could be taken for something else: NULL, nothing at all, or text without its blanks. */
const ambiguous = (cell: string): boolean =>
  cell === '' || cell === 'NULL' || cell.trim() !== cell || cell.startsWith("'");

/** A cell on one line. SQL NULL is `NULL`; a text that could be mistaken for it, or for another text, stands in quotes. */
export const cellText = (cell: Cell): string => {
  if (cell === null) return 'NULL';
  return ambiguous(cell) ? `'${printable(cell)}'` : printable(cell);
};
