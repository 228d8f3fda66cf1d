/** A growing list of 32-bit integers: four bytes each, where an array of numbers takes eight and more. */
export class IntList {
  #data = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.#length++] = value;
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return index < this.#length ? (this.#data[index] ?? 0) : 0;
  }

  /** Adds one to a value that was pushed before, and returns what it was. */
  increment(index: number): number {
    const before = this.at(index);
    this.#data[index] = before + 1;
    return before;
  }
}
