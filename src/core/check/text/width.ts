import { visibleControl } from './words.js';

/** East Asian wide and fullwidth characters, and emoji: two columns of a terminal. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f1e6}-\u{1f1ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Marks that combine with the character before them, and characters that only join others: no column. */
const zero = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;
const plain = /^[\u0020-\u007e]*$/;

const columnsOf = (character: string): number => (zero.test(character) ? 0 : wide.test(character) ? 2 : 1);

/** Columns that a text takes on a terminal. */
export const displayWidth = (text: string): number => {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
};

/** The text cut to at most `width` columns; a cut is shown with an ellipsis. */
export const clip = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > width - 1) break;
    kept += character;
  }
  return width < 1 ? '' : `${kept}…`;
};

/** The text filled with spaces to `width` columns; to the right of the spaces when asked. */
export const pad = (text: string, width: number, right = false): string => {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return right ? fill + text : text + fill;
};

/** A word in pieces of at most `width` columns. */
const broken = (word: string, width: number): string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && displayWidth(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
};

/** Lines of at most `width` columns, broken at spaces, and inside of words that are longer. Line breaks of the text are kept. */
export const wrap = (text: string, width: number): readonly string[] => {
  const room = Math.max(1, width);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const piece of paragraph.split(' ').flatMap((word) => broken(printable(word), room))) {
      if (line !== '' && displayWidth(line) + 1 + displayWidth(piece) > room) {
        lines.push(line);
        line = '';
      }
      line = line === '' ? piece : `${line} ${piece}`;
    }
    return [...lines, line];
  });
};

/** Text with control characters made visible: what a database or a learner's program printed can't drive the terminal. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, visibleControl);
