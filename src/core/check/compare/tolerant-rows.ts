import type { FirstPass, Sources } from './count-rows.js';
import { DigestIndex } from './digest-index.js';
import { IntList } from './int-list.js';
import { matchBag, matchSet, type Unmatched } from './matching.js';
import { groupKey, sides, type CompareRun, type Plan, type Side } from './plan.js';
import { readRows } from './read-rows.js';
import type { Nearness, Point } from './sorted-points.js';
import { magnitude, type Tolerance } from './tolerance.js';

/** Rows without a partner, by ascending position in their source. */
export interface TolerantResult {
  readonly expected: readonly number[];
  readonly actual: readonly number[];
  readonly collapsed: number;
  readonly repeated: number;
}

/** Rows of one side in the groups to be matched: flat lists, because there can be as many as the table has rows. */
class GroupRows {
  readonly #groups = new IntList();
  readonly #positions = new IntList();
  readonly #values: string[] = [];
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
  }

  add(group: number, position: number, values: readonly string[]): void {
    this.#groups.push(group);
    this.#positions.push(position);
    for (const value of values) this.#values.push(value);
  }

  position(index: number): number {
    return this.#positions.at(index);
  }

  point(index: number): Point {
    return this.#values.slice(index * this.#width, (index + 1) * this.#width).map(magnitude);
  }

  /** Indexes of the rows by group, by counting: `members(g)` costs no more than its result. */
  byGroup(groups: number): (group: number) => number[] {
    const starts = new Int32Array(groups + 1);
    for (let i = 0; i < this.#groups.length; i++)
      starts[this.#groups.at(i) + 1] = (starts[this.#groups.at(i) + 1] ?? 0) + 1;
    for (let g = 0; g < groups; g++) starts[g + 1] = (starts[g + 1] ?? 0) + (starts[g] ?? 0);
    const next = starts.slice();
    const indexes = new Int32Array(this.#groups.length);
    for (let i = 0; i < this.#groups.length; i++) {
      const group = this.#groups.at(i);
      const place = next[group] ?? 0;
      indexes[place] = i;
      next[group] = place + 1;
    }
    return (group) => [...indexes.subarray(starts[group] ?? 0, starts[group + 1] ?? 0)];
  }
}

/** Groups with a row that has no bit-equal partner: the only ones that need a closer look. */
const openGroups = async (plan: Plan, sources: Sources, first: FirstPass, run: CompareRun): Promise<DigestIndex> => {
  const { tally, ids } = first;
  const groups = new DigestIndex();
  for (const side of sides) {
    const readers = plan.readers[side];
    await readRows(sources[side], run.signal, (row, position) => {
      const open = tally.leftover(side, ids[side].at(position)) > 0;
      if (open) groups.add(run.digest(groupKey(readers, row, [])));
    });
  }
  return groups;
};

const collect = async (
  plan: Plan,
  sources: Sources,
  groups: DigestIndex,
  width: number,
  run: CompareRun,
): Promise<Record<Side, GroupRows>> => {
  const rows = { expected: new GroupRows(width), actual: new GroupRows(width) };
  for (const side of sides) {
    await readRows(sources[side], run.signal, (row, position) => {
      const values: string[] = [];
      const group = groups.find(run.digest(groupKey(plan.readers[side], row, values)));
      if (group !== undefined) rows[side].add(group, position, values);
    });
  }
  return rows;
};

const tolerancesOf = (plan: Plan): Tolerance[] => plan.readers.expected.flatMap(({ tolerance }) => tolerance ?? []);

const ascending = (a: number, b: number): number => a - b;

/**
 * Matches rows within the tolerances, one to one (or as sets). Rows are grouped by what must be equal; a group with a row that has
 * no bit-equal partner is matched as a whole, bit-equal pairs included: taking those away first could leave the rest without
 * partners ({0, 1} and {1, 2} match within 1). Reads each side twice; holds the tolerant values of such groups.
 */
export const matchTolerantly = async (
  plan: Plan,
  sources: Sources,
  first: FirstPass,
  run: CompareRun,
): Promise<TolerantResult> => {
  const groups = await openGroups(plan, sources, first, run);
  const nearness: Nearness = { tolerances: tolerancesOf(plan), comparisons: 0 };
  const rows = await collect(plan, sources, groups, nearness.tolerances.length, run);
  const members = { expected: rows.expected.byGroup(groups.size), actual: rows.actual.byGroup(groups.size) };
  const found = { expected: [] as number[], actual: [] as number[], collapsed: 0, repeated: 0 };
  const match = plan.set ? matchSet : matchBag;
  for (let group = 0; group < groups.size; group++) {
    const [left, right] = [members.expected(group), members.actual(group)];
    const pointsOf = (side: Side, indexes: readonly number[]): Point[] => indexes.map((i) => rows[side].point(i));
    const rest: Unmatched = match(
      { expected: pointsOf('expected', left), actual: pointsOf('actual', right) },
      nearness,
    );
    for (const index of rest.expected) found.expected.push(rows.expected.position(left[index] ?? 0));
    for (const index of rest.actual) found.actual.push(rows.actual.position(right[index] ?? 0));
    found.collapsed += rest.collapsed;
    found.repeated += rest.repeated;
  }
  return { ...found, expected: found.expected.sort(ascending), actual: found.actual.sort(ascending) };
};
