import * as z from 'zod/mini';
import { common } from './check-parts.js';
import { pythonFunction, pythonRun } from './python-checks.js';
import { questionParts } from './question-schema.js';
import { relativePath } from './scalars.js';
import { sqlQuery, sqlRows, sqlSchema } from './sql-checks.js';

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
