/** A piece of a cell; `invisible` pieces stand for characters that leave no mark. */
export interface CellPart {
  readonly text: string;
  readonly invisible?: true;
}

const visibleForm: Readonly<Record<string, string>> = { '\n': '↵\n', '\r': '␍', '\t': '⇥', '\u00a0': '⍽' };

const toPart = (text: string, place: number, all: readonly string[]): CellPart => {
  const atEnd = place === 0 || place === all.length - 1;
  if (atEnd && /^ +$/u.test(text)) return { text: '·'.repeat(text.length), invisible: true };
  const shown = visibleForm[text];
  return shown === undefined ? { text } : { text: shown, invisible: true };
};

/** Spaces at either end, tabs and line ends made visible: often they are all that differs. */
export const cellParts = (value: string): readonly CellPart[] =>
  value
    .split(/(^ +| +$|[\n\r\t\u00a0])/u)
    .filter((text) => text !== '')
    .map(toPart);
