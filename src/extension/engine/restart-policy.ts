const windowMs = 5 * 60 * 1000;
const allowed = 3;

/** Decides whether a process that ended on its own is started again: three times in five minutes. */
export class RestartPolicy {
  #ends: readonly number[] = [];

  /** Records an unexpected end; `now` in milliseconds on any steady clock. True when it may be started again. */
  ended(now: number): boolean {
    this.#ends = [...this.#ends.filter((end) => now - end < windowMs), now];
    return this.#ends.length <= allowed;
  }

  reset(): void {
    this.#ends = [];
  }
}
