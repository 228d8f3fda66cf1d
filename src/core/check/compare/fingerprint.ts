/**
 * Fast 64-bit fingerprints of rows with one column left out. They only serve to explain a difference that digests have already
 * found, so a collision could spoil a sentence, never a verdict.
 */
export class Fingerprints {
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  #lowTotal = 0;
  #highTotal = 0;

  constructor(columns: number) {
    this.#low = new Int32Array(columns);
    this.#high = new Int32Array(columns);
  }

  /** Reads the cells of a row; {@link without} then speaks of this row. */
  read(cells: readonly (string | null)[]): void {
    this.#lowTotal = 0;
    this.#highTotal = 0;
    cells.forEach((cell, column) => {
      const text = cell ?? '';
      let low = Math.imul(column + 1, 0x9e3779b1) ^ (cell === null ? 0x5bd1e995 : 0);
      let high = Math.imul(column + 1, 0x85ebca77);
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        low = Math.imul(low ^ code, 0x9e3779b1);
        high = Math.imul(high ^ code, 0x5f356495);
      }
      this.#low[column] = mix(low);
      this.#high[column] = mix(high);
      this.#lowTotal = (this.#lowTotal + mix(low)) | 0;
      this.#highTotal = (this.#highTotal + mix(high)) | 0;
    });
  }

  /** Lower half of the fingerprint of the row without a column. */
  lowWithout(column: number): number {
    return mix(this.#lowTotal - (this.#low[column] ?? 0));
  }

  /** Upper half. */
  highWithout(column: number): number {
    return mix(this.#highTotal - (this.#high[column] ?? 0));
  }

  /** Both halves as one number, for sets. */
  without(column: number): number {
    return (this.lowWithout(column) >>> 0) * 0x200000 + (this.highWithout(column) & 0x1fffff);
  }
}

/** The finishing step of MurmurHash3: spreads every bit over all others, so that sums of fingerprints mean something. */
const mix = (value: number): number => {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

/** Adds up fingerprints over all rows that differ, and so finds the columns without which the two sides are equal. */
export class WithoutColumn {
  readonly #low: Int32Array;
  readonly #high: Int32Array;

  constructor(columns: number) {
    this.#low = new Int32Array(columns);
    this.#high = new Int32Array(columns);
  }

  /** Adds the row that `prints` has read: sign 1 for an expected row, -1 for an actual one. */
  add(prints: Fingerprints, sign: 1 | -1): void {
    for (let column = 0; column < this.#low.length; column++) {
      this.#low[column] = (this.#low[column] ?? 0) + sign * prints.lowWithout(column);
      this.#high[column] = (this.#high[column] ?? 0) + sign * prints.highWithout(column);
    }
  }

  /**
   * The only column without which both sides were equal; `undefined` when there is none, or more than one. A first column tells rows
   * apart: between it and another one, the other is wrong.
   */
  get only(): number | undefined {
    const candidates = [...this.#low.keys()].filter((c) => this.#low[c] === 0 && this.#high[c] === 0);
    return candidates.length === 1 || (candidates.length === 2 && candidates[0] === 0) ? candidates.at(-1) : undefined;
  }
}
