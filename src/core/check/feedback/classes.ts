/**
 * What a wrong table can be diagnosed as: the `diagnosis` of a result, and what a hint may wait for (`when`). The plain ones
 * (`missing-rows`, `extra-rows`, `wrong-values`) stand where the rows do not tell why. Explained in labs/README.md.
 */
export const diagnosisClasses = [
  // Which rows are there.
  'no-rows',
  'missing-rows',
  'extra-rows',
  'filter-too-strict',
  'filter-missing',
  'inner-join',
  'outer-join',
  'missing-matches',
  'false-matches',
  'fan-out',
  'duplicates',
  'distinct-missing',
  'repeats-lost',
  'overwritten-keys',
  'wrong-grain',
  'early-aggregation',
  'order',
  // What the columns are.
  'columns',
  'type',
  'swapped-columns',
  'wrong-column',
  // What the values are.
  'wrong-values',
  'null-handling',
  'off-by-one',
  'scale',
  'sign',
  'rounding',
  'epoch-unit',
  'time-zone',
  'text-form',
] as const;
/** One of {@link diagnosisClasses}. */
export type DiagnosisClass = (typeof diagnosisClasses)[number];
