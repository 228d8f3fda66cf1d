/** A growing list of whole numbers of 32 bits, four bytes each. */
export class Column {
  #values = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** 0 outside. */
  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  /** A view on some of the values, valid until the next {@link push}. */
  part(from: number, to: number): ArrayLike<number> {
    return this.#values.subarray(from, to);
  }
}

const indexSpan = 2 ** 22;

/** The numbers from 0 to `count - 1` by a whole number each has (up to 2^30); those with the same one stay in order. */
export const orderBy = (count: number, rankOf: (index: number) => number): Float64Array => {
  const keys = new Float64Array(count);
  for (let index = 0; index < count; index += 1) keys[index] = rankOf(index) * indexSpan + index;
  keys.sort();
  for (let place = 0; place < count; place += 1) keys[place] = (keys[place] ?? 0) % indexSpan;
  return keys;
};
