/** How parts of terminal output are set off. Every function returns text of the same visible width, and says nothing by itself. */
export interface TextStyle {
  strong(text: string): string;
  quiet(text: string): string;
  passed(text: string): string;
  failed(text: string): string;
  warned(text: string): string;
  /** A place in a file. */
  place(text: string): string;
  /** A cell that differs. */
  differs(text: string): string;
}

const same = (text: string): string => text;

/** No colour: for files, pipes and NO_COLOR. */
export const plainStyle: TextStyle = {
  strong: same,
  quiet: same,
  passed: same,
  failed: same,
  warned: same,
  place: same,
  differs: same,
};

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;

/** ANSI colours of the terminal's own palette, readable on light and dark backgrounds. */
export const ansiStyle: TextStyle = {
  strong: sgr(1, 22),
  quiet: sgr(2, 22),
  passed: sgr(32, 39),
  failed: sgr(31, 39),
  warned: sgr(33, 39),
  place: sgr(36, 39),
  differs: sgr(4, 24),
};
