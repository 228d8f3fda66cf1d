/** In what way the values of one column are wrong: a sentence about all of them, and what to try. Holds no value. */
export interface ValueClass {
  readonly text: string;
  readonly help?: string;
}

/** Two cells of one column that should be equal, neither of them NULL. */
export interface ValuePair {
  readonly expected: string;
  readonly actual: string;
}

/** A statement about `every` value needs more than one; a single value may only look that way. */
export const severalFor = <T>(items: readonly T[]): boolean => items.length > 1;
