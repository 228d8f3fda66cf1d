import { SortedPoints, type Nearness, type Point } from './sorted-points.js';

/** Equal points as one, with the indexes of all of them. */
interface Cluster {
  readonly point: Point;
  readonly members: number[];
}

const clustersOf = (points: readonly Point[]): Cluster[] => {
  const clusters = new Map<string, Cluster>();
  points.forEach((point, index) => {
    const key = point.map(({ text }) => text).join(' ');
    const cluster = clusters.get(key);
    if (cluster) cluster.members.push(index);
    else clusters.set(key, { point, members: [index] });
  });
  return [...clusters.values()];
};

/** Mark of an actual cluster that no search need look at again. */
const closed = -1;

/**
 * A maximum matching of two bags of points by augmenting paths: each expected point takes a near one that is free, or makes the
 * points that hold near ones move on. Equal points are moved together.
 */
class Flow {
  readonly supply: number[];
  readonly room: number[];
  readonly #expected: readonly Cluster[];
  readonly #sorted: SortedPoints;
  /** Units that each actual cluster holds of each expected one. */
  readonly #held: readonly Map<number, number>[];
  /** The search that reached an actual cluster last, or {@link closed}. */
  readonly #reached: Int32Array;
  readonly #reachedFrom: Int32Array;
  #search = 0;

  constructor(expected: readonly Cluster[], actual: readonly Cluster[], nearness: Nearness) {
    this.#expected = expected;
    this.supply = expected.map(({ members }) => members.length);
    this.room = actual.map(({ members }) => members.length);
    const points = actual.map(({ point }) => point);
    this.#sorted = new SortedPoints(points, nearness);
    this.#held = actual.map(() => new Map<number, number>());
    this.#reached = new Int32Array(actual.length);
    this.#reachedFrom = new Int32Array(actual.length);
  }

  /** Places as many units of an expected cluster as there are ways. */
  place(start: number): void {
    while ((this.supply[start] ?? 0) > 0 && this.#augment(start));
  }

  #augment(start: number): boolean {
    const search = ++this.#search;
    /** Actual cluster that each displaced expected one now stands in. */
    const heldBy = new Map<number, number>([[start, -1]]);
    const trail: number[] = [];
    for (const expected of heldBy.keys()) {
      const point = this.#expected[expected]?.point;
      for (const actual of point ? this.#sorted.near(point) : []) {
        if (this.#reached[actual] === search || this.#reached[actual] === closed) continue;
        trail.push(actual);
        this.#reached[actual] = search;
        this.#reachedFrom[actual] = expected;
        if ((this.room[actual] ?? 0) > 0) {
          this.#shift(start, actual, heldBy);
          return true;
        }
        for (const owner of this.#held[actual]?.keys() ?? []) if (!heldBy.has(owner)) heldBy.set(owner, actual);
      }
    }
    // What a failed search has reached has no way out, now and later.
    for (const actual of trail) this.#reached[actual] = closed;
    return false;
  }

  /** Moves units along the path found: each expected cluster on it goes from where it stands to the one reached from it. */
  #shift(start: number, end: number, heldBy: ReadonlyMap<number, number>): void {
    const path: { expected: number; from: number; to: number }[] = [];
    for (let to = end; to !== -1;) {
      const expected = this.#reachedFrom[to] ?? start;
      const from = heldBy.get(expected) ?? -1;
      path.push({ expected, from, to });
      to = from;
    }
    const moved = path.map(({ expected, from }) => this.#held[from]?.get(expected) ?? Infinity);
    const units = Math.min(this.supply[start] ?? 0, this.room[end] ?? 0, ...moved);
    for (const { expected, from, to } of path) {
      this.#hold(to, expected, units);
      if (from !== -1) this.#hold(from, expected, -units);
    }
    this.supply[start] = (this.supply[start] ?? 0) - units;
    this.room[end] = (this.room[end] ?? 0) - units;
  }

  #hold(actual: number, expected: number, units: number): void {
    const held = this.#held[actual];
    const now = (held?.get(expected) ?? 0) + units;
    if (now === 0) held?.delete(expected);
    else held?.set(expected, now);
  }
}

/** The last so many members of each cluster. */
const rest = (clusters: readonly Cluster[], units: readonly number[]): number[] =>
  clusters.flatMap(({ members }, i) => members.slice(members.length - (units[i] ?? 0)));

/** Indexes of the points that a maximum matching within all tolerances leaves over, for any number of tolerances. */
export const flowMatch = (
  expected: readonly Point[],
  actual: readonly Point[],
  nearness: Nearness,
): { readonly expected: number[]; readonly actual: number[] } => {
  const [left, right] = [clustersOf(expected), clustersOf(actual)];
  const flow = new Flow(left, right, nearness);
  left.forEach((_, index) => flow.place(index));
  return { expected: rest(left, flow.supply), actual: rest(right, flow.room) };
};
