import type { DiffClues } from '../../result.js';
import type { Plan } from '../plan.js';
import type { Cells, Studied } from './leftovers.js';

/** Most columns that are named as wrong together. */
const mostTogether = 3;

/** How often each text stands in a list. */
const bagOf = (texts: Iterable<string>): Map<string, number> => {
  const bag = new Map<string, number>();
  for (const text of texts) bag.set(text, (bag.get(text) ?? 0) + 1);
  return bag;
};

const sameBag = (left: Iterable<string>, right: Iterable<string>): boolean => {
  const bag = bagOf(left);
  for (const text of right) {
    const count = bag.get(text) ?? 0;
    if (count === 0) return false;
    if (count === 1) bag.delete(text);
    else bag.set(text, count - 1);
  }
  return bag.size === 0;
};

const textsOf = (rows: readonly Cells[], cellsOf: (cells: Cells) => Cells): string[] =>
  rows.map((cells) => JSON.stringify(cellsOf(cells)));

const column = (rows: readonly Cells[], place: number): string[] => textsOf(rows, (cells) => [cells[place] ?? null]);

/** Columns whose values, whatever row they stand in, are not those expected. */
const unequalColumns = ({ missing, extra }: Studied, width: number): readonly number[] =>
  Array.from({ length: width }, (_, place) => place).filter(
    (place) => !sameBag(column(missing, place), column(extra, place)),
  );

const swap =
  (a: number, b: number) =>
  (cells: Cells): Cells =>
    cells.map((cell, place) => (place === a ? (cells[b] ?? null) : place === b ? (cells[a] ?? null) : cell));

const swappedPair = (plan: Plan, { missing, extra }: Studied): readonly [number, number] | undefined => {
  const families = plan.readers.expected.map(({ family }) => family);
  const expected = textsOf(missing, (cells) => cells);
  for (let a = 0; a < families.length; a++) {
    for (let b = a + 1; b < families.length; b++) {
      if (families[a] !== families[b] || !sameBag(column(missing, a), column(extra, b))) continue;
      if (sameBag(expected, textsOf(extra, swap(a, b)))) return [a, b];
    }
  }
  return undefined;
};

/** True when the rows are equal without these columns. */
const equalWithout = ({ missing, extra }: Studied, places: readonly number[]): boolean => {
  const rest = (cells: Cells): Cells => cells.filter((_, place) => !places.includes(place));
  return sameBag(textsOf(missing, rest), textsOf(extra, rest));
};

/** A wrong column that is equal to a right one in every extra row, though not in the expected ones. */
const copiedColumn = (
  { missing, extra }: Studied,
  wrong: readonly number[],
  width: number,
): DiffClues['copied'] | undefined => {
  if (extra.length < 3) return undefined;
  for (const place of wrong) {
    const varies = new Set(extra.map((cells) => cells[place])).size > 1;
    for (let from = 0; from < width && varies; from++) {
      const same = (cells: Cells): boolean => cells[place] !== null && cells[place] === cells[from];
      if (!wrong.includes(from) && extra.every(same) && !missing.some(same)) return { column: place, from };
    }
  }
  return undefined;
};

/**
 * Which columns are wrong where as many rows are missing as are too many; `only` is the one without which the tables are equal.
 * Columns are places in {@link Plan.compared}.
 */
export const wrongColumns = (
  plan: Plan,
  studied: Studied,
  only: number | undefined,
): Pick<DiffClues, 'severalColumns' | 'swapped' | 'copied'> => {
  const width = plan.compared.length;
  if (studied.missing.length !== studied.extra.length || width < 2) return {};
  const swapped = swappedPair(plan, studied);
  if (swapped) return { swapped };
  const wrong = only === undefined ? unequalColumns(studied, width) : [only];
  const few = wrong.length > 0 && wrong.length <= mostTogether && wrong.length < width;
  if (!few || !(only !== undefined || equalWithout(studied, wrong))) return {};
  const copied = copiedColumn(studied, wrong, width);
  return { ...(wrong.length > 1 && { severalColumns: wrong }), ...(copied && { copied }) };
};
