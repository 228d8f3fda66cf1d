import { IntList } from './int-list.js';
import { isClose, magnitude, type Tolerance } from './tolerance.js';

/** Where a sort key stands: its place among the keys of its side is implied, the row's position in the source is kept. */
export interface Misplaced {
  readonly expectedAt: number;
  readonly actualAt: number;
}

/**
 * The order of two tables, compared place by place while they are read one after the other. A key is a number (equal keys, equal
 * numbers), plus the values a tolerance applies to. Holds four or eight bytes per expected row, and tolerant values as text.
 */
export class KeyOrder {
  readonly #ids = new IntList();
  /** Row positions; only filled when keys skip rows, otherwise place and position are the same. */
  readonly #positions: IntList | undefined;
  readonly #values: string[] = [];
  readonly #tolerances: readonly Tolerance[];
  readonly #limit: number;
  readonly #misplaced: Misplaced[] = [];
  #met = 0;
  #wrong = 0;

  constructor(options: { tolerances: readonly Tolerance[]; skipsRows: boolean; limit: number }) {
    this.#tolerances = options.tolerances;
    this.#positions = options.skipsRows ? new IntList() : undefined;
    this.#limit = options.limit;
  }

  /** Notes the next key of the expected side; `values` holds one text for each tolerance. */
  expect(id: number, values: readonly string[], position: number): void {
    this.#ids.push(id);
    this.#positions?.push(position);
    for (const value of values) this.#values.push(value);
  }

  /** Compares the next key of the actual side. */
  meet(id: number, values: readonly string[], position: number): void {
    const place = this.#met++;
    if (place < this.#ids.length && this.#ids.at(place) === id && this.#near(place, values)) return;
    this.#wrong++;
    if (this.#misplaced.length >= this.#limit || place >= this.#ids.length) return;
    this.#misplaced.push({ expectedAt: this.#positions?.at(place) ?? place, actualAt: position });
  }

  /** Places whose keys differ; those beyond the end of the shorter side included. */
  get wrong(): number {
    return this.#wrong + Math.max(0, this.#ids.length - this.#met);
  }

  /** The first of the wrong places. */
  get misplaced(): readonly Misplaced[] {
    return this.#misplaced;
  }

  #near(place: number, values: readonly string[]): boolean {
    const start = place * this.#tolerances.length;
    return values.every((value, i) => {
      const tolerance = this.#tolerances[i];
      const expected = this.#values[start + i];
      if (tolerance === undefined || expected === undefined) return false;
      return isClose(magnitude(expected), magnitude(value), tolerance);
    });
  }
}
