import { LabError } from '../../errors.js';
import { compareMagnitudes, isClose, slack, type Magnitude, type Tolerance } from './tolerance.js';

/** The tolerant values of one row; one for each tolerance. */
export type Point = readonly Magnitude[];

/** Tolerances of a table, and how many pairs of values were looked at because of them. */
export interface Nearness {
  readonly tolerances: readonly Tolerance[];
  comparisons: number;
}

/** Pairs of values looked at before a table is called too hard to match: a second or two. */
const mostComparisons = 40_000_000;

const tooMany = (): LabError =>
  new LabError('manifest-invalid', 'Too many rows differ only in columns that have a tolerance.', {
    cure: 'Add a column without a tolerance that tells the rows apart, or set a smaller tolerance.',
  });

const nothing: Magnitude = { text: '', approx: 0 };

/** A value of a point; 0 where there is none. */
export const valueAt = (point: Point | undefined, axis: number): Magnitude => point?.[axis] ?? nothing;

/** The axis with the most distinct values: along it a window holds the fewest points. */
const bestAxis = (points: readonly Point[], { tolerances }: Nearness): number => {
  if (tolerances.length < 2) return 0;
  const distinct = tolerances.map((_, axis) => new Set(points.map((point) => valueAt(point, axis).text)).size);
  return distinct.indexOf(Math.max(...distinct));
};

/** Points sorted along one axis, so that those near another one can be found. */
export class SortedPoints {
  /** Indexes of the points, smallest first. */
  readonly order: readonly number[];
  readonly #points: readonly Point[];
  readonly #nearness: Nearness;
  readonly #axis: number;

  constructor(points: readonly Point[], nearness: Nearness) {
    this.#points = points;
    this.#nearness = nearness;
    const axis = bestAxis(points, nearness);
    this.#axis = axis;
    this.order = points
      .map((_, i) => i)
      .sort((a, b) => compareMagnitudes(valueAt(points[a], axis), valueAt(points[b], axis)));
  }

  /**
   * Indexes of the points within every tolerance of `point`, smallest first. Throws `manifest-invalid` when the table takes too
   * many comparisons.
   */
  *near(point: Point): Generator<number> {
    const tolerance = this.#nearness.tolerances[this.#axis];
    if (tolerance === undefined) return;
    const centre = valueAt(point, this.#axis).approx;
    const reach = tolerance.approx + slack(tolerance, centre);
    for (let i = this.#lowerBound(centre - reach); i < this.order.length; i++) {
      const index = this.order[i] ?? 0;
      if (valueAt(this.#points[index], this.#axis).approx > centre + reach) return;
      if (++this.#nearness.comparisons > mostComparisons) throw tooMany();
      if (this.#close(point, this.#points[index])) yield index;
    }
  }

  /** True when any point is within every tolerance of `point`. */
  hasNear(point: Point): boolean {
    return this.near(point).next().done !== true;
  }

  #close(left: Point, right: Point | undefined): boolean {
    return this.#nearness.tolerances.every((t, axis) => isClose(valueAt(left, axis), valueAt(right, axis), t));
  }

  #lowerBound(value: number): number {
    let [low, high] = [0, this.order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (valueAt(this.#points[this.order[middle] ?? 0], this.#axis).approx < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
