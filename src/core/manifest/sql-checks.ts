import * as z from 'zod/mini';
import { common, compare, disclose, expectedTable } from './check-parts.js';
import { id, markdown, relativePath } from './scalars.js';

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
export const sqlQuery = z.strictObject({
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

export const sqlRows = z.strictObject({
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

export const sqlSchema = z.strictObject({
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
