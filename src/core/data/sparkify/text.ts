/** Texts of values, the same in every engine: letters beyond ASCII are escaped in JSON, as the service's own writer does. */

const special = /[^\u0020-\u0021\u0023-\u005b\u005d-\u007e]/;
const beyondAscii = /[\u007f-\uffff]/g;

export const json = (text: string): string =>
  special.test(text) ? JSON.stringify(text).replace(beyondAscii, escaped) : `"${text}"`;

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

const few = new Map<string, string>();

/** {@link json} for texts of which there are few, but which come again and again. They are kept. */
export const jsonOfFew = (text: string): string => {
  const before = few.get(text);
  if (before !== undefined) return before;
  const made = json(text);
  few.set(text, made);
  return made;
};

export const jsonOrNull = (text: string | null): string => (text === null ? 'null' : json(text));

const unit = 100_000;

/** Hundred-thousandths as a number with five decimals; the last of them is never 0, so that every program writes it so. */
export const decimal = (value: number): string => {
  const size = Math.abs(value);
  return `${value < 0 ? '-' : ''}${Math.floor(size / unit)}.${String(size % unit).padStart(5, '0')}`;
};

/** Hundred-thousandths as the nearest double. */
export const double = (value: number | null): number | null => (value === null ? null : value / unit);

export const decimalOr = (value: number | null, none: string): string => (value === null ? none : decimal(value));

/** A field of a CSV file, quoted where it must be. */
export const csv = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Characters of a piece of text, about. */
const pieceSize = 65_536;

/** Lines as pieces of bounded size; a line ends with the line feed it brings. */
export function* inPieces(lines: Iterable<string>): Iterable<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceSize) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
