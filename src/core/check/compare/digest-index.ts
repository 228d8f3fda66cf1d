import { IntList } from './int-list.js';

const firstCapacity = 1024;
const lanes = 4;
const prime = 0x01000193;

/**
 * Numbers distinct digests from 0, in the order they were first seen. A digest is folded to 128 bits; they and the table that finds
 * them take 24 to 32 bytes each in flat arrays, where a map of texts takes several times that.
 */
export class DigestIndex {
  /** Number + 1 of the digest in each slot, 0 for a free one. The size is a power of two, at least twice the number of digests. */
  #slots = new Int32Array(firstCapacity);
  /** Four integers for each digest, by number. */
  readonly #keys = new IntList();
  #size = 0;
  /** The digest that was folded last. */
  readonly #folded = new Int32Array(lanes);

  get size(): number {
    return this.#size;
  }

  find(digest: string): number | undefined {
    this.#fold(digest);
    const held = this.#slots[this.#slot()] ?? 0;
    return held === 0 ? undefined : held - 1;
  }

  /** The number of a digest, given now if it has none; then it equals the former size. */
  add(digest: string): number {
    this.#fold(digest);
    const slot = this.#slot();
    const held = this.#slots[slot] ?? 0;
    if (held !== 0) return held - 1;
    for (const part of this.#folded) this.#keys.push(part);
    this.#slots[slot] = ++this.#size;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return this.#size - 1;
  }

  /** Every fourth character goes to the same lane; a digest is random, so its lanes are. */
  #fold(digest: string): void {
    let [a, b, c, d] = [0x811c9dc5, 0x2b5a8d3f, 0x6a09e667, 0x3c6ef372];
    for (let i = 0; i < digest.length; i += lanes) {
      a = Math.imul(a ^ digest.charCodeAt(i), prime);
      b = Math.imul(b ^ digest.charCodeAt(i + 1), prime);
      c = Math.imul(c ^ digest.charCodeAt(i + 2), prime);
      d = Math.imul(d ^ digest.charCodeAt(i + 3), prime);
    }
    this.#folded[0] = a;
    this.#folded[1] = b;
    this.#folded[2] = c;
    this.#folded[3] = d;
  }

  /** The slot of the folded digest, or the free one where it belongs. */
  #slot(): number {
    const mask = this.#slots.length - 1;
    let slot = home(this.#folded[0] ?? 0) & mask;
    for (;;) {
      const held = this.#slots[slot] ?? 0;
      if (held === 0 || this.#holds(held - 1)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #holds(id: number): boolean {
    const at = id * lanes;
    for (let lane = 0; lane < lanes; lane++) if (this.#keys.at(at + lane) !== this.#folded[lane]) return false;
    return true;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#size; id++) {
      let slot = home(this.#keys.at(id * lanes)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

/** Spreads a lane over the low bits that choose a slot. */
const home = (lane: number): number => {
  const mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
};
