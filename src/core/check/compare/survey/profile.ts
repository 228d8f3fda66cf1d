import type { Family } from '../families.js';

/** Distinct values up to which a column is a category. */
export const fewValues = 12;

/** What has a place on a line, as text that is ordered as its values are; `undefined` when it has none. */
type Scale = (canonical: string) => number | string | undefined;

const numbers: Scale = (text) => {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
};

/** Canonical moments of four-digit years are ordered as their texts are. */
const moments: Scale = (text) => (/^\d{4}-[^B]*$/.test(text) ? text : undefined);

/** The scale of a family; `undefined` for families without one. */
export const scaleOf = (family: Family | undefined): Scale | undefined =>
  family === 'number' ? numbers : family === 'moment' ? moments : undefined;

/** A value as part of a key: NULL is a value as others, of which there can be one. */
export const keyText = (cell: string | null): string => (cell === null ? '~' : `=${cell}`);

/** The values of one column in some rows: counted, with the few distinct ones, the range, and all of them while they are unique. */
export class Profile {
  rows = 0;
  nulls = 0;
  /** The distinct values; `undefined` as soon as there are more than {@link fewValues}. */
  values: Set<string> | undefined = new Set();
  /** All values as {@link keyText}; `undefined` as soon as one stands twice. */
  unique: Set<string> | undefined = new Set();
  least: string | undefined;
  greatest: string | undefined;
  /** False as soon as a value has no place on the line. */
  ordered: boolean;
  readonly #scale: Scale | undefined;
  #low: number | string | undefined;
  #high: number | string | undefined;

  constructor(family: Family | undefined) {
    this.#scale = scaleOf(family);
    this.ordered = this.#scale !== undefined;
  }

  add(cell: string | null): void {
    this.rows++;
    const key = keyText(cell);
    if (this.unique?.has(key)) this.unique = undefined;
    else this.unique?.add(key);
    if (cell === null) {
      this.nulls++;
      return;
    }
    if (this.values?.add(cell) && this.values.size > fewValues) this.values = undefined;
    if (this.ordered) this.#place(cell);
  }

  /** True when all values of the other profile lie below all of this one. */
  isAbove(other: Profile): boolean {
    return this.#comparable(other) && (other.#high ?? 0) < (this.#low ?? 0);
  }

  #comparable(other: Profile): boolean {
    return this.ordered && other.ordered && this.#low !== undefined && other.#high !== undefined;
  }

  #place(cell: string): void {
    const place = this.#scale?.(cell);
    if (place === undefined) {
      this.ordered = false;
      return;
    }
    if (this.#low === undefined || place < this.#low) [this.#low, this.least] = [place, cell];
    if (this.#high === undefined || place > this.#high) [this.#high, this.greatest] = [place, cell];
  }
}
