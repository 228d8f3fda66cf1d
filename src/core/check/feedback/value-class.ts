import type { DiagnosisClass } from './classes.js';
import type { QueryShape } from './query-shape.js';

/**
 * In what way the values of one column are wrong: a sentence about all of them, and what to try. Where `text` would let a reader work
 * out expected values from wrong ones (a factor, a shift), it is kept for full disclosure, and `coarse` says only what kind it is.
 */
export interface ValueClass {
  readonly diagnosis: DiagnosisClass;
  readonly text: string;
  readonly help?: string;
  /** What may be said below full disclosure; `text` and `help` themselves when absent, nothing (and no class) for `null`. */
  readonly coarse?: { readonly text: string; readonly help?: string } | null;
}

/** Two cells of one column that should be equal, neither of them NULL. */
export interface ValuePair {
  readonly expected: string;
  readonly actual: string;
}

/** What is known beside the wrong values. */
export interface ValueContext {
  /** True when no row is right. */
  readonly allWrong: boolean;
  readonly query: QueryShape | undefined;
}

/** A statement about `every` value needs more than one; a single value may only look that way. */
export const severalFor = <T>(items: readonly T[]): boolean => items.length > 1;

/** True when all items are one and the same pair: then nothing tells a factor from a shift. */
export const isUniform = (pairs: readonly ValuePair[]): boolean =>
  pairs.every(({ expected, actual }) => expected === pairs[0]?.expected && actual === pairs[0]?.actual);
