/**
 * What the learner's one query is made of, subqueries included: evidence beside the rows. Known only where the result comes from
 * that query alone.
 */
export interface QueryShape {
  /** Inner and cross joins; commas and functions in FROM count too. */
  readonly innerJoins: number;
  readonly outerJoins: number;
  /** WHERE and HAVING. */
  readonly conditions: number;
  /** DISTINCT ON, GROUP BY, UNION, INTERSECT or EXCEPT: leaves one of several rows. */
  readonly merges: boolean;
  readonly limited: boolean;
  /** UNION, INTERSECT or EXCEPT, with or without ALL. */
  readonly combines: boolean;
  /** Literals of its conditions, as text. */
  readonly constants: readonly string[];
}

/** True when the query is known and joins nothing. */
export const joinsNothing = (query: QueryShape | undefined): boolean =>
  query !== undefined && query.innerJoins + query.outerJoins === 0;

/** True when the query is known and joins something. */
export const joinsSomething = (query: QueryShape | undefined): boolean =>
  query !== undefined && query.innerJoins + query.outerJoins > 0;
