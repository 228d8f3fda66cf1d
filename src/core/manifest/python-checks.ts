import * as z from 'zod/mini';
import { common, compare, disclose, scalar } from './check-parts.js';
import { id, relativePath } from './scalars.js';

const runtime = z.optional(
  id.check(z.describe('Name of the runtime; needed only when the lab has more than one of the kind.')),
);

export const pythonRun = z.strictObject({
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

export const pythonFunction = z.strictObject({
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
