import { flowMatch } from './flow-matching.js';
import { SortedPoints, valueAt, type Nearness, type Point } from './sorted-points.js';
import { compareMagnitudes, isClose } from './tolerance.js';

/** Both sides of a group: rows whose values without tolerance are equal. */
export interface Group {
  readonly expected: readonly Point[];
  readonly actual: readonly Point[];
}

/** Indexes of the points without a partner, and how many of them have a near one on the other side all the same. */
export interface Unmatched {
  readonly expected: readonly number[];
  readonly actual: readonly number[];
  readonly collapsed: number;
  readonly repeated: number;
}

/**
 * One tolerance: with both sides sorted, the smallest value either fits the smallest of the other side or fits none at all.
 * The pairs found are as many as can be.
 */
const lineMatch = ({ expected, actual }: Group, nearness: Nearness): Pick<Unmatched, 'expected' | 'actual'> => {
  const [tolerance] = nearness.tolerances;
  const left = new SortedPoints(expected, nearness).order;
  const right = new SortedPoints(actual, nearness).order;
  const rest: { expected: number[]; actual: number[] } = { expected: [], actual: [] };
  let [l, r] = [0, 0];
  for (;;) {
    const [e, a] = [left[l], right[r]];
    if (e === undefined || a === undefined || tolerance === undefined) break;
    const [small, large] = [valueAt(expected[e], 0), valueAt(actual[a], 0)];
    if (isClose(small, large, tolerance)) [l, r] = [l + 1, r + 1];
    else if (compareMagnitudes(small, large) < 0) rest.expected.push(left[l++] ?? 0);
    else rest.actual.push(right[r++] ?? 0);
  }
  return { expected: [...rest.expected, ...left.slice(l)], actual: [...rest.actual, ...right.slice(r)] };
};

/** Matches the rows of a group one to one within the tolerances, as many as can be. */
export const matchBag = (group: Group, nearness: Nearness): Unmatched => {
  const line = nearness.tolerances.length === 1;
  const rest = line ? lineMatch(group, nearness) : flowMatch(group.expected, group.actual, nearness);
  if (rest.expected.length + rest.actual.length === 0) return { ...rest, collapsed: 0, repeated: 0 };
  const near = (points: readonly Point[], indexes: readonly number[], others: readonly Point[]): number => {
    const sorted = new SortedPoints(others, nearness);
    return indexes.filter((index) => sorted.hasNear(points[index] ?? [])).length;
  };
  return {
    ...rest,
    collapsed: near(group.expected, rest.expected, group.actual),
    repeated: near(group.actual, rest.actual, group.expected),
  };
};

/** As sets: a point is matched when any point of the other side is near. Of equal points the first one stands for all. */
export const matchSet = (group: Group, nearness: Nearness): Unmatched => {
  const lone = (points: readonly Point[], others: readonly Point[]): number[] => {
    const sorted = new SortedPoints(others, nearness);
    const seen = new Set<string>();
    return points.flatMap((point, index) => {
      const key = point.map(({ text }) => text).join(' ');
      if (seen.has(key)) return [];
      seen.add(key);
      return sorted.hasNear(point) ? [] : [index];
    });
  };
  const { expected, actual } = group;
  return { expected: lone(expected, actual), actual: lone(actual, expected), collapsed: 0, repeated: 0 };
};
