/**
 * Chance without surprises: 32-bit whole numbers, and doubles only for `+ - * /`, which every engine rounds alike.
 * A value depends on its key and its position, never on what was drawn before elsewhere.
 */

/** The finish of MurmurHash3: every bit of the result depends on every bit of the argument. */
const mix = (value: number): number => {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
};

const two32 = 0x1_0000_0000;

/** A key for one purpose under a seed (whole, up to 2^53). */
export const keyOf = (seed: number, purpose: string): number => {
  let key = mix(mix(seed % two32) + Math.floor(seed / two32));
  for (const letter of purpose) key = mix(Math.imul(key, 31) + letter.charCodeAt(0));
  return key;
};

/** 32 bits, unsigned. */
export const hash32 = (key: number, index: number, field = 0): number =>
  mix(mix(mix(key + Math.imul(field, 0x9e37_79b1)) + index) ^ key) >>> 0;

/** A whole number from 0 to `count - 1`. */
export const pick = (key: number, index: number, field: number, count: number): number =>
  Math.floor((hash32(key, index, field) / two32) * count);

export const pickFrom = <T>(list: readonly T[], key: number, index: number, field: number): T =>
  at(list, pick(key, index, field, list.length));

/** An element that is known to be there. */
export const at = <T>(list: ArrayLike<T>, index: number): T => {
  const found = list[index];
  if (found === undefined) throw new RangeError(`No element ${index} of ${list.length}.`);
  return found;
};

/** sfc32 (Small Fast Counter, Chris Doty-Humphrey; public domain): passes PractRand, 128 bits of state. */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  constructor(key: number, index: number) {
    this.restart(key, index);
  }

  /** As if newly made. */
  restart(key: number, index: number): void {
    this.#a = hash32(key, index, 1);
    this.#b = hash32(key, index, 2);
    this.#c = hash32(key, index, 3);
    this.#counter = 1;
  }

  /** From 0 (included) to 1 (excluded). */
  unit(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / two32;
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }
}

/** A secret order of the whole numbers from 0 to `size - 1`: no two get the same place. */
export type Permutation = (index: number) => number;

const rounds = 4;

/** A Feistel network on the next power of four; what falls outside goes round again until it is inside. */
export const permutation = (size: number, key: number): Permutation => {
  let half = 1;
  while (1 << (2 * half) < size) half += 1;
  const mask = (1 << half) - 1;
  const shuffled = (index: number): number => {
    let left = index >>> half;
    let right = index & mask;
    for (let round = 0; round < rounds; round += 1) [left, right] = [right, left ^ (hash32(key, right, round) & mask)];
    return (left << half) | right;
  };
  return (index) => {
    let place = shuffled(index);
    while (place >= size) place = shuffled(place);
    return place;
  };
};

/** Draws positions as often as their weights (whole numbers) say. */
export const weighted = (weights: readonly number[]): ((random: Random) => number) => {
  const ends: number[] = [];
  let total = 0;
  for (const weight of weights) ends.push((total += weight));
  return (random) => {
    const point = random.below(total);
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (point < at(ends, middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
};

/** Shares `total` by weights, to the last one: the largest remainders are rounded up, and nobody gets less than `least`. */
export const apportion = (total: number, weights: readonly number[], least: number): readonly number[] => {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const free = total - least * weights.length;
  const shares = weights.map((weight) => least + Math.floor((free * weight) / sum));
  const byRemainder = weights
    .map((weight, index) => ({ index, rest: (free * weight) % sum }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const left = total - shares.reduce((before, share) => before + share, 0);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = at(shares, index) + 1;
  return shares;
};
