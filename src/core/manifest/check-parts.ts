import * as z from 'zod/mini';
import { id, markdown, relativePath, title } from './scalars.js';

/** What every check has, whatever its kind. */
export const common = {
  id,
  title,
  points: z.optional(z.number().check(z.nonnegative(), z.describe('What passing it is worth; default 1.'))),
  requirement: z.optional(z.string().check(z.describe('Key of `requirements` that this check proves.'))),
  needs: z.optional(
    z.array(id).check(z.describe('Checks of this exercise that must pass first; otherwise this one is skipped.')),
  ),
  timeout: z.optional(z.number().check(z.positive(), z.maximum(600), z.describe('Seconds; default 10.'))),
  help: z.optional(markdown.check(z.describe('What to look at next, shown under the message when the check fails.'))),
  tier: z.optional(
    z
      .enum(['quick', 'full'])
      .check(z.describe('quick (default): runs on every save. full: only when all of the exercise is checked.')),
  ),
};
export const scalar = z.union([z.null(), z.boolean(), z.number(), z.string()]);
export const expectedTable = z
  .union([
    z.strictObject({ query: z.string().check(z.describe('SQL run on the seeded data.')) }),
    z.strictObject({
      columns: z.array(z.string()).check(z.describe('Names of the columns, in order.')),
      rows: z
        .array(z.array(scalar))
        .check(z.describe('One list of values per row; null is NULL. Quote numbers that must keep every digit.')),
    }),
    z.strictObject({
      file: relativePath.check(z.describe('CSV with a header line; an unquoted empty field is NULL.')),
    }),
  ])
  .check(z.describe('The right result: a query on the seeded data, rows written here, or a CSV file.'));

export const compareOptions = z.strictObject({
  order: z.optional(
    z
      .union([
        z.enum(['any', 'exact']),
        z.strictObject({
          by: z.array(z.string()).check(z.minLength(1), z.describe('Columns that the result is sorted by.')),
        }),
      ])
      .check(
        z.describe(
          'any: a bag (default). exact: every position counts. by: sorted by these columns; ties may stand in any order.',
        ),
      ),
  ),
  duplicates: z.optional(z.enum(['count', 'ignore']).check(z.describe('count: a bag (default). ignore: a set.'))),
  columns: z.optional(
    z
      .enum(['by-position', 'by-name', 'by-name-any-order'])
      .check(
        z.describe(
          'by-name (default): same names, same order. by-name-any-order: same names. by-position: names are free.',
        ),
      ),
  ),
  case: z.optional(z.enum(['sensitive', 'insensitive']).check(z.describe('Text values; default sensitive.'))),
  nan: z.optional(
    z
      .enum(['distinct', 'null'])
      .check(z.describe('distinct (default): NaN equals only NaN. null: NaN also equals NULL.')),
  ),
  tolerance: z.optional(
    z
      .record(z.string(), z.number().check(z.nonnegative()))
      .check(z.describe('Absolute tolerance by column name, or by type: float, decimal, timestamp (seconds).')),
  ),
  types: z.optional(
    z
      .enum(['value', 'strict'])
      .check(z.describe('value (default): 3, 3.0 and 3::numeric are equal. strict: types must match.')),
  ),
});
export type CompareOptions = z.infer<typeof compareOptions>;

export const compare = z.optional(compareOptions.check(z.describe('What counts as equal.')));

export const disclose = z.optional(
  z
    .enum(['none', 'counts', 'columns', 'rows', 'full'])
    .check(z.describe('How much of the expected result a failing check shows; default full.')),
);
