import type { CompareOptions } from '../../manifest/check-parts.js';
import type { DiffRow } from '../result.js';
import type { Leftover } from './collect-rows.js';
import { pairByRank, type RowPair } from './pair-by-rank.js';
import type { Plan } from './plan.js';
import { isClose, magnitude, magnitudeText } from './tolerance.js';

type Cells = Leftover['cells'];

/** What pairing needs to know of the tables beside their leftovers. */
export interface PairingFacts {
  readonly plan: Plan;
  /** Equal when both tables have as many rows: only then does the same position mean anything. */
  readonly rows: { readonly expected: number; readonly actual: number };
  /** True when all rows that differ are there to be paired. */
  readonly complete: boolean;
}

interface Candidate extends RowPair {
  readonly score: number;
}

const close = (plan: Plan, place: number, left: string, right: string): boolean => {
  const { tolerance, family } = plan.readers.expected[place] ?? {};
  if (!tolerance || !family) return false;
  const [a, b] = [magnitudeText(left, family), magnitudeText(right, family)];
  return a !== undefined && b !== undefined && isClose(magnitude(a), magnitude(b), tolerance);
};

const isEqual = (plan: Plan, place: number, left: string | null, right: string | null): boolean =>
  left === right || (plan.tolerant && left !== null && right !== null && close(plan, place, left, right));

const bare = (text: string): string => text.trim().toLowerCase();

/** 1 for equal cells, a half for texts that differ only in case or surrounding blanks. */
const likeness = (plan: Plan, place: number, left: string | null, right: string | null): number => {
  if (isEqual(plan, place, left, right)) return 1;
  const text = plan.readers.expected[place]?.family === 'text';
  return text && left !== null && right !== null && bare(left) === bare(right) ? 0.5 : 0;
};

const keyPlaces = (plan: Plan, options: CompareOptions): readonly number[] =>
  typeof options.order === 'object' && plan.orderBy?.length ? plan.orderBy : [0];

/** Key texts that stand once among the leftovers of a side: equal ones on both sides are a pair. */
const uniqueKeys = (rows: readonly Leftover[], places: readonly number[]): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  for (const { cells } of rows) counts.set(keyText(cells, places), (counts.get(keyText(cells, places)) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count === 1).map(([key]) => key));
};

const keyText = (cells: Cells, places: readonly number[]): string =>
  JSON.stringify(places.map((place) => cells[place] ?? null));

/** Earlier columns weigh a little more, and those the rows are sorted by more still: they tell rows apart. */
const weights = (plan: Plan, options: CompareOptions): readonly number[] => {
  const keys = typeof options.order === 'object' ? new Set(plan.orderBy) : new Set<number>();
  const width = plan.compared.length;
  return plan.compared.map((_, place) => 1 + (width - place) / (4 * width) + (keys.has(place) ? 1 : 0));
};

const candidates = (
  expected: readonly Leftover[],
  actual: readonly Leftover[],
  { plan, rows }: PairingFacts,
  options: CompareOptions,
): Candidate[] => {
  const width = plan.compared.length;
  const places = keyPlaces(plan, options);
  const weight = weights(plan, options);
  const [keysE, keysA] = [uniqueKeys(expected, places), uniqueKeys(actual, places)];
  const found: Candidate[] = [];
  for (const left of expected) {
    const key = keyText(left.cells, places);
    const unique = keysE.has(key) && keysA.has(key);
    for (const right of actual) {
      const alike = left.cells.map((cell, place) => likeness(plan, place, cell, right.cells[place] ?? null));
      const equal = alike.reduce((sum, part) => sum + part, 0);
      const samePlace = rows.expected === rows.actual && left.position === right.position;
      const pair =
        equal * 2 >= width ||
        (unique && keyText(right.cells, places) === key) ||
        (samePlace && (width === 1 || equal * 3 >= width)) ||
        (samePlace && rows.expected === 1);
      if (pair)
        found.push({
          expected: left,
          actual: right,
          score: alike.reduce((s, part, i) => s + part * (weight[i] ?? 1), 0),
        });
    }
  }
  return found;
};

const distance = ({ expected, actual }: RowPair): number => Math.abs(expected.position - actual.position);

const changedRow = (plan: Plan, { expected, actual }: RowPair): DiffRow => {
  const places = plan.compared.map((_, place) => place);
  const differing = places.filter((p) => !isEqual(plan, p, expected.cells[p] ?? null, actual.cells[p] ?? null));
  const cells = differing.flatMap((place) => plan.compared[place] ?? []);
  return { status: 'changed', expected: expected.row, actual: actual.row, cells };
};

/** A row to show with the position that decides where it is shown. */
export interface PlacedRow {
  readonly row: DiffRow;
  readonly position: number;
}

/**
 * Pairs each expected row without partner with the nearest actual one: most equal cells first, then the nearest position. Rows that
 * have less than half their cells in common are no pair, unless a key or, in tables of equal length, the position says so.
 */
export const pairRows = (
  expected: readonly Leftover[],
  actual: readonly Leftover[],
  facts: PairingFacts,
  options: CompareOptions,
): readonly PlacedRow[] => {
  const sorted = candidates(expected, actual, facts, options).sort(
    (a, b) => b.score - a.score || distance(a) - distance(b) || a.expected.position - b.expected.position,
  );
  const used = new Set<Leftover>();
  const pairs = sorted.filter((pair) => {
    if (used.has(pair.expected) || used.has(pair.actual)) return false;
    used.add(pair.expected).add(pair.actual);
    return true;
  });
  const { plan, complete } = facts;
  const inOrder = plan.orderBy === undefined && complete ? pairByRank(pairs, plan) : pairs;
  const rows = inOrder.map((pair): PlacedRow => ({ row: changedRow(plan, pair), position: pair.actual.position }));
  for (const left of expected) {
    if (!used.has(left)) rows.push({ row: { status: 'missing', expected: left.row }, position: left.position });
  }
  for (const left of actual) {
    if (!used.has(left)) rows.push({ row: { status: 'extra', actual: left.row }, position: left.position });
  }
  return rows;
};
