import * as z from 'zod/mini';
import { id, markdown, relativePath, title } from './scalars.js';

/** What every check has, whatever its kind. */
const common = {
  id,
  title,
  points: z.optional(z.number().check(z.nonnegative(), z.describe('Default 1.'))),
  requirement: z.optional(z.string().check(z.describe('Key of `requirements` that this check proves.'))),
  needs: z.optional(
    z.array(id).check(z.describe('Checks of this exercise that must pass first; otherwise this one is skipped.')),
  ),
  timeout: z.optional(z.number().check(z.positive(), z.maximum(600), z.describe('Seconds; default 10.'))),
  help: z.optional(markdown.check(z.describe('What to look at next, shown under the message when the check fails.'))),
};

const service = z.optional(
  id.check(z.describe('Name of the service; needed only when the lab has more than one of the kind.')),
);
const isolation = z.optional(
  z
    .enum(['auto', 'readonly', 'clone'])
    .check(z.describe('Default auto: the cheapest level that is sound for the statements.')),
);
const run = z.optional(
  z
    .array(relativePath)
    .check(z.describe("The learner's SQL files to run first, in order; default: all SQL files of the exercise.")),
);

const scalar = z.union([z.null(), z.boolean(), z.number(), z.string()]);
export const expectedTable = z.union([
  z.strictObject({ query: z.string().check(z.describe('SQL run on the seeded data.')) }),
  z.strictObject({ columns: z.array(z.string()), rows: z.array(z.array(scalar)) }),
  z.strictObject({ file: relativePath.check(z.describe('CSV with a header line; an unquoted empty field is NULL.')) }),
]);

export const compareOptions = z.strictObject({
  order: z.optional(
    z
      .union([z.enum(['any', 'exact']), z.strictObject({ by: z.array(z.string()).check(z.minLength(1)) })])
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

const disclose = z.optional(
  z
    .enum(['none', 'counts', 'columns', 'rows', 'full'])
    .check(z.describe('How much of the expected result a failing check shows; default full.')),
);

const sqlQuery = z.strictObject({
  ...common,
  kind: z.literal('sql.query'),
  service,
  isolation,
  run,
  query: z.optional(
    z
      .string()
      .check(
        z.describe(
          "SQL run after the learner's files; without it, the last result of the learner's files is compared.",
        ),
      ),
  ),
  expected: expectedTable,
  compare: z.optional(compareOptions),
  disclose,
});

const sqlRows = z.strictObject({
  ...common,
  kind: z.literal('sql.rows'),
  service,
  isolation,
  run,
  table: z.string(),
  columns: z.optional(z.array(z.string()).check(z.minLength(1))),
  where: z.optional(z.string()),
  expected: expectedTable,
  compare: z.optional(compareOptions),
  disclose,
});

const columnRule = z.strictObject({
  type: z.optional(
    z
      .union([z.string(), z.array(z.string())])
      .check(z.describe('Accepted type or types, as PostgreSQL names them; aliases are understood.')),
  ),
  nullable: z.optional(z.boolean()),
  default: z.optional(z.boolean().check(z.describe('Whether the column must have (or must not have) a default.'))),
});

const sqlSchema = z.strictObject({
  ...common,
  kind: z.literal('sql.schema'),
  service,
  isolation,
  run,
  table: z.string(),
  columns: z.optional(z.record(z.string(), columnRule)),
  primary_key: z.optional(z.array(z.string())),
  unique: z.optional(z.array(z.array(z.string()))),
  foreign_keys: z.optional(
    z.array(
      z.strictObject({ columns: z.array(z.string()), references: z.string(), to: z.optional(z.array(z.string())) }),
    ),
  ),
  only: z.optional(z.boolean().check(z.describe('No other columns than those listed.'))),
});

const filesExists = z.strictObject({
  ...common,
  kind: z.literal('files.exists'),
  paths: z.array(relativePath).check(z.minLength(1)),
  not_empty: z.optional(z.boolean()),
});

const quizQuestion = z.strictObject({
  ...common,
  kind: z.literal('quiz.question'),
  type: z.enum(['single', 'multiple']),
  prompt: markdown,
  options: z
    .array(z.strictObject({ id, text: markdown, correct: z.optional(z.boolean()), feedback: z.optional(markdown) }))
    .check(z.minLength(2)),
  explain: z.optional(markdown),
});

/** One check of an exercise, by kind. A new kind is added here and in src/node/checks. */
export const checkSpec = z.discriminatedUnion('kind', [sqlQuery, sqlSchema, sqlRows, filesExists, quizQuestion]);
export type CheckSpec = z.infer<typeof checkSpec>;
export type SpecOf<Kind extends CheckSpec['kind']> = Extract<CheckSpec, { kind: Kind }>;
