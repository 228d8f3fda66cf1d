const chunkBits = 14;
const chunkSize = 1 << chunkBits;

/**
 * A growing list of 32-bit integers: four bytes each, where an array of numbers takes eight and more. It grows by chunks, so that
 * nothing is copied and little is spare.
 */
export class IntList {
  readonly #chunks: Int32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length % chunkSize === 0) this.#chunks.push(new Int32Array(chunkSize));
    this.#set(this.#length++, value);
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return this.#chunks[index >>> chunkBits]?.[index % chunkSize] ?? 0;
  }

  /** Adds one to a value that was pushed before, and returns what it was. */
  increment(index: number): number {
    const before = this.at(index);
    this.#set(index, before + 1);
    return before;
  }

  #set(index: number, value: number): void {
    const chunk = this.#chunks[index >>> chunkBits];
    if (chunk) chunk[index % chunkSize] = value;
  }
}
