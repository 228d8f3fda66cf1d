/**
 * In what way the values of one column are wrong: a sentence about all of them, and what to try. Where `text` would let a reader work
 * out expected values from wrong ones (a factor, a shift), it is kept for full disclosure, and `coarse` says only what kind it is.
 */
export interface ValueClass {
  readonly text: string;
  readonly help?: string;
  /** What may be said below full disclosure; `text` and `help` themselves when absent, nothing for `null`. */
  readonly coarse?: { readonly text: string; readonly help?: string } | null;
}

/** Two cells of one column that should be equal, neither of them NULL. */
export interface ValuePair {
  readonly expected: string;
  readonly actual: string;
}

/** A statement about `every` value needs more than one; a single value may only look that way. */
export const severalFor = <T>(items: readonly T[]): boolean => items.length > 1;
