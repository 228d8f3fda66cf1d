/**
 * How much of the expected result a failing check may show, each level adding to the one before:
 * - `none`: only that the result is not right;
 * - `counts`: how many rows and columns are expected, missing and too many, and whether only their order or number of copies is wrong;
 * - `columns`: names and types of columns, which of them have wrong values, and in what way (a factor, a shift, case, NULL);
 * - `rows`: the learner's own rows that are wrong, with the cells that are, but no expected row and no expected cell;
 * - `full`: expected rows and cells beside the learner's.
 */
export const disclosureLevels = ['none', 'counts', 'columns', 'rows', 'full'] as const;
/** One of {@link disclosureLevels}. */
export type Disclosure = (typeof disclosureLevels)[number];

/** True when a level shows what needs at least `needed`. */
export const shows = (level: Disclosure, needed: Disclosure): boolean =>
  disclosureLevels.indexOf(level) >= disclosureLevels.indexOf(needed);
