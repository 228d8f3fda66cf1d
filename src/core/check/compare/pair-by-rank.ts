import type { Leftover } from './collect-rows.js';
import type { Plan } from './plan.js';
import { scaleOf } from './survey/profile.js';

/** Two rows that may be one row, changed. */
export interface RowPair {
  readonly expected: Leftover;
  readonly actual: Leftover;
}

type Place = number | string;

/** The one place in which the rows differ; `undefined` when there are more. */
const onlyDifference = ({ expected, actual }: RowPair): number | undefined => {
  const places = expected.cells.flatMap((cell, place) => (cell === actual.cells[place] ? [] : [place]));
  return places.length === 1 ? places[0] : undefined;
};

/** The rows with their values in a column, in the order of the values; `undefined` when a value has no place on a line. */
const ranked = (rows: readonly Leftover[], plan: Plan, at: number): readonly Leftover[] | undefined => {
  const scale = scaleOf(plan.readers.expected[at]?.family);
  const placed = rows.map((row): [Place | undefined, Leftover] => [scale?.(row.cells[at] ?? ''), row]);
  if (placed.some(([place, row]) => place === undefined || row.cells[at] === null)) return undefined;
  const sorted = placed.sort(([a = 0], [b = 0]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.map(([, row]) => row);
};

const rankedPairs = (pairs: readonly RowPair[], plan: Plan, at: number): readonly RowPair[] => {
  const expected = ranked(
    pairs.map((pair) => pair.expected),
    plan,
    at,
  );
  const actual = ranked(
    pairs.map((pair) => pair.actual),
    plan,
    at,
  );
  if (!expected || !actual) return pairs;
  return expected.flatMap((row, rank): RowPair[] => {
    const partner = actual[rank];
    return partner ? [{ expected: row, actual: partner }] : [];
  });
};

/**
 * Pairs anew those that differ in one number or moment and are equal in all other cells to other pairs: nothing but the order of the
 * values tells who belongs to whom, and a shift or a factor keeps that. Only of use when the pairs are of all rows that differ.
 */
export const pairByRank = (pairs: readonly RowPair[], plan: Plan): readonly RowPair[] => {
  const groups = new Map<string, { readonly at: number | undefined; readonly pairs: RowPair[] }>();
  for (const pair of pairs) {
    const at = onlyDifference(pair);
    const rest = at === undefined ? groups.size : pair.expected.cells.filter((_, place) => place !== at);
    const key = JSON.stringify([at, rest]);
    const group = groups.get(key);
    if (group) group.pairs.push(pair);
    else groups.set(key, { at, pairs: [pair] });
  }
  return [...groups.values()].flatMap((group) =>
    group.at === undefined || group.pairs.length === 1 ? group.pairs : rankedPairs(group.pairs, plan, group.at),
  );
};
