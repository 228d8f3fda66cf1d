import * as z from 'zod/mini';
import { questionParts } from './question-schema.js';
import { id, markdown, relativePath, title } from './scalars.js';

/** What every check has, whatever its kind. */
const common = {
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

const service = z.optional(
  id.check(z.describe('Name of the service; needed only when the lab has more than one of the kind.')),
);
const isolation = z.optional(
  z
    .enum(['auto', 'readonly', 'clone'])
    .check(z.describe('Default auto: the cheapest level that is sound for the statements.')),
);
const database = z.optional(
  z
    .string()
    .check(
      z.describe(
        "Ask this database of the workbench, in which the exercise's Python checks have run, instead of running SQL files.",
      ),
    ),
);

/** Words for a wrong result whose cause can be asked for. */
const diagnoses = z.optional(
  z
    .array(
      z.strictObject({
        id: z.optional(id.check(z.describe('Name for `hints: [{ when: … }]`.'))),
        query: z
          .string()
          .check(
            z.describe(
              'SQL on what the learner made, and on `reference_…` tables of the data. The diagnosis holds when it returns a row.',
            ),
          ),
        say: markdown.check(z.describe('The message; `{{column}}` stands for a value of the first row.')),
        help: z.optional(markdown.check(z.describe('What to look at next; `{{column}}` as in `say`.'))),
        at: z.optional(
          z
            .strictObject({
              files: z
                .array(relativePath)
                .check(z.minLength(1), z.describe("The learner's files to search, in order.")),
              find: z
                .string()
                .check(
                  z.describe(
                    'Regular expression, upper and lower case alike; the first line that it matches is marked.',
                  ),
                ),
            })
            .check(z.describe("Where in the learner's files the cause is.")),
        ),
      }),
    )
    .check(
      z.minLength(1),
      z.describe(
        'Causes of a wrong result, likeliest first. Asked only after the check has failed; the first that holds speaks.',
      ),
    ),
);

const run = z.optional(
  z
    .array(relativePath)
    .check(z.describe("The learner's SQL files to run first, in order; default: all SQL files of the exercise.")),
);

const scalar = z.union([z.null(), z.boolean(), z.number(), z.string()]);
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

const compare = z.optional(compareOptions.check(z.describe('What counts as equal.')));

const disclose = z.optional(
  z
    .enum(['none', 'counts', 'columns', 'rows', 'full'])
    .check(z.describe('How much of the expected result a failing check shows; default full.')),
);

const sqlQuery = z.strictObject({
  ...common,
  kind: z.literal('sql.query').check(z.describe('The result of a query.')),
  service,
  isolation,
  run,
  database,
  diagnose: diagnoses,
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
  compare,
  disclose,
});

const sqlRows = z.strictObject({
  ...common,
  kind: z.literal('sql.rows').check(z.describe('The rows of a table.')),
  service,
  isolation,
  run,
  database,
  diagnose: diagnoses,
  table: z.string().check(z.describe('Name of the table, with its schema if it is not public.')),
  columns: z.optional(
    z.array(z.string()).check(z.minLength(1), z.describe('Columns to compare, in order; default: all of the table.')),
  ),
  where: z.optional(z.string().check(z.describe('SQL condition that chooses the rows to compare.'))),
  expected: expectedTable,
  compare,
  disclose,
});

const columnRule = z.strictObject({
  type: z.optional(
    z
      .union([z.string(), z.array(z.string())])
      .check(z.describe('Accepted type or types, as PostgreSQL names them; aliases are understood.')),
  ),
  nullable: z.optional(z.boolean().check(z.describe('Whether the column must (or must not) accept NULL.'))),
  default: z.optional(z.boolean().check(z.describe('Whether the column must have (or must not have) a default.'))),
});

const sqlSchema = z.strictObject({
  ...common,
  kind: z.literal('sql.schema').check(z.describe('The columns, keys and constraints of a table.')),
  service,
  isolation,
  run,
  database,
  diagnose: diagnoses,
  table: z.string().check(z.describe('Name of the table, with its schema if it is not public.')),
  columns: z.optional(z.record(z.string(), columnRule).check(z.describe('Column name -> what must be true of it.'))),
  primary_key: z.optional(z.array(z.string()).check(z.describe('Columns of the primary key, in order.'))),
  unique: z.optional(z.array(z.array(z.string())).check(z.describe('Sets of columns that must be unique.'))),
  foreign_keys: z.optional(
    z
      .array(
        z.strictObject({
          columns: z.array(z.string()).check(z.describe('Columns of this table.')),
          references: z.string().check(z.describe('The table they refer to.')),
          to: z.optional(z.array(z.string()).check(z.describe('Its columns; default: its primary key.'))),
        }),
      )
      .check(z.describe('Foreign keys that the table must have.')),
  ),
  only: z.optional(z.boolean().check(z.describe('No other columns than those listed.'))),
});

const filesExists = z.strictObject({
  ...common,
  kind: z.literal('files.exists').check(z.describe('Files that must be there.')),
  paths: z.array(relativePath).check(z.minLength(1), z.describe("Paths in the learner's lab folder.")),
  not_empty: z.optional(z.boolean().check(z.describe('An empty file counts as missing.'))),
});

const quizQuestion = z.strictObject({
  ...common,
  kind: z.literal('quiz.question').check(z.describe('A question with options to choose from.')),
  ...questionParts,
});

const runtime = z.optional(
  id.check(z.describe('Name of the runtime; needed only when the lab has more than one of the kind.')),
);

const pythonRun = z.strictObject({
  ...common,
  kind: z.literal('python.run').check(z.describe("The learner's Python scripts run to their end.")),
  runtime,
  scripts: z
    .array(relativePath)
    .check(
      z.minLength(1),
      z.describe('Scripts (.py) or notebooks (.ipynb), each run in its own process, one after the other.'),
    ),
  arguments: z.optional(z.array(z.string()).check(z.describe('Command line of every script.'))),
  stdin: z.optional(z.string().check(z.describe('What every script can read from its standard input.'))),
  prints: z.optional(z.array(z.string()).check(z.minLength(1), z.describe('Texts that the output must contain.'))),
  memory: z.optional(
    z.int().check(z.positive(), z.describe('Limit in MB for a script and all it starts; default 2048.')),
  ),
});

const pythonFunction = z.strictObject({
  ...common,
  kind: z.literal('python.function').check(z.describe("What a call of the learner's own function returns.")),
  runtime,
  module: relativePath.check(z.describe("The learner's file, imported as a module.")),
  setup: z.optional(z.string().check(z.describe('Python of the author, run before the call in the same namespace.'))),
  call: z
    .string()
    .check(z.describe("Python expression; the learner's module is its namespace, with what `setup` defines on top.")),
  expected: z.optional(
    z
      .union([
        z.strictObject({ value: z.json().check(z.describe('The value as JSON; tuples count as lists.')) }),
        z.strictObject({
          columns: z.array(z.string()).check(z.describe('Names of the columns, in order.')),
          rows: z.array(z.array(scalar)).check(z.describe('One list of values per row; null is None, NaN or NULL.')),
        }),
      ])
      .check(z.describe('Without it the call only has to succeed; checks that need this one look at what it did.')),
  ),
  compare,
  disclose,
  memory: z.optional(z.int().check(z.positive(), z.describe('Limit in MB; default 2048.'))),
});

/** One check of an exercise, by kind. A new kind is added here and in src/node/checks. */
export const checkSpec = z.discriminatedUnion('kind', [
  sqlQuery,
  sqlSchema,
  sqlRows,
  pythonRun,
  pythonFunction,
  filesExists,
  quizQuestion,
]);
export type CheckSpec = z.infer<typeof checkSpec>;
export type SpecOf<Kind extends CheckSpec['kind']> = Extract<CheckSpec, { kind: Kind }>;
