import { DigestIndex } from './digest-index.js';
import { IntList } from './int-list.js';
import type { Side } from './plan.js';

/** How often each distinct row stands on each side. Holds digests and counts, never rows. */
export class Tally {
  readonly #index = new DigestIndex();
  readonly #counts: Readonly<Record<Side, IntList>> = { expected: new IntList(), actual: new IntList() };
  readonly #set: boolean;

  /** As a set, how often a row stands does not matter. */
  constructor(set: boolean) {
    this.#set = set;
  }

  /** Distinct rows of both sides. */
  get size(): number {
    return this.#index.size;
  }

  /** Counts a row and returns its number, and whether its side had not seen it before. */
  add(side: Side, digest: string): { readonly id: number; readonly first: boolean } {
    const id = this.#index.add(digest);
    if (id === this.#counts.expected.length) {
      this.#counts.expected.push(0);
      this.#counts.actual.push(0);
    }
    return { id, first: this.#counts[side].increment(id) === 0 };
  }

  count(side: Side, id: number): number {
    return this.#counts[side].at(id);
  }

  /** How many rows of this number have no partner on the other side. */
  leftover(side: Side, id: number): number {
    const [own, other] = [this.count(side, id), this.count(side === 'expected' ? 'actual' : 'expected', id)];
    if (this.#set) return own > 0 && other === 0 ? 1 : 0;
    return Math.max(0, own - other);
  }
}
