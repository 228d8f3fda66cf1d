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

/** A number that is the same for the same values of a column, whatever row they stand in; others seldom share it. */
const signature = (rows: readonly Cells[], place: number): number =>
  rows.reduce((sum, cells) => (sum + hashOf(cells[place] ?? null)) | 0, 0);

const hashOf = (cell: string | null): number => {
  const text = cell ?? '';
  let hash = cell === null ? 0x5bd1e995 : 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // Spread, so that sums of hashes mean something.
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
};

/** Signatures of the columns of both sides. */
interface Signatures {
  readonly expected: readonly number[];
  readonly actual: readonly number[];
}

const signaturesOf = ({ missing, extra }: Studied, width: number): Signatures => {
  const places = Array.from({ length: width }, (_, place) => place);
  return {
    expected: places.map((place) => signature(missing, place)),
    actual: places.map((place) => signature(extra, place)),
  };
};

const swap =
  (a: number, b: number) =>
  (cells: Cells): Cells =>
    cells.map((cell, place) => (place === a ? (cells[b] ?? null) : place === b ? (cells[a] ?? null) : cell));

const swappedPair = (
  plan: Plan,
  { missing, extra }: Studied,
  { expected, actual }: Signatures,
): readonly [number, number] | undefined => {
  const families = plan.readers.expected.map(({ family }) => family);
  const texts = textsOf(missing, (cells) => cells);
  for (let a = 0; a < families.length; a++) {
    for (let b = a + 1; b < families.length; b++) {
      if (families[a] !== families[b] || expected[a] !== actual[b] || expected[b] !== actual[a]) continue;
      if (sameBag(texts, textsOf(extra, swap(a, b)))) return [a, b];
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
  const varying = wrong.filter((place) => new Set(extra.map((cells) => cells[place])).size > 1);
  for (const place of varying) {
    for (let from = 0; from < width; from++) {
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
  const signatures = signaturesOf(studied, width);
  const swapped = swappedPair(plan, studied, signatures);
  if (swapped) return { swapped };
  const unequal = plan.compared.flatMap((_, at) => (signatures.expected[at] === signatures.actual[at] ? [] : [at]));
  const wrong = only === undefined ? unequal : [only];
  const few = wrong.length > 0 && wrong.length <= mostTogether && wrong.length < width;
  if (!few || !(only !== undefined || equalWithout(studied, wrong))) return {};
  const copied = copiedColumn(studied, wrong, width);
  return { ...(wrong.length > 1 && { severalColumns: wrong }), ...(copied && { copied }) };
};
