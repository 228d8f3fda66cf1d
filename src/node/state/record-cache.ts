/** Bytes of record text whose parsed form is kept. */
const capacity = 64 * 1024 * 1024;

interface Kept<T> {
  readonly stamp: string;
  readonly size: number;
  readonly value: T;
}

/** Parsed records by file, valid while the file's stamp is the same; the least recently used go first. */
export class RecordCache<T> {
  readonly #kept = new Map<string, Kept<T>>();
  #size = 0;

  get(file: string, stamp: string): T | undefined {
    const kept = this.#kept.get(file);
    if (kept?.stamp !== stamp) return undefined;
    this.#kept.delete(file);
    this.#kept.set(file, kept);
    return kept.value;
  }

  set(file: string, stamp: string, size: number, value: T): void {
    this.delete(file);
    this.#kept.set(file, { stamp, size, value });
    this.#size += size;
    for (const [oldest, kept] of this.#kept) {
      if (this.#size <= capacity) break;
      this.#kept.delete(oldest);
      this.#size -= kept.size;
    }
  }

  delete(file: string): void {
    this.#size -= this.#kept.get(file)?.size ?? 0;
    this.#kept.delete(file);
  }
}
