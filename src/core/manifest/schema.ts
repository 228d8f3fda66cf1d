import * as z from 'zod/mini';
import { checkSpec } from './check-schema.js';
import { grading, id, markdown, relativePath, summary, title } from './scalars.js';

export type { CheckSpec } from './check-schema.js';

/** Newest manifest format this build reads and the one it writes. */
export const manifestFormat = 1;

const format = z.int().check(z.positive(), z.describe('Version of the manifest format; this build reads 1.'));

const lab = z.strictObject({
  lab: relativePath.check(
    z.describe('Folder of the lab, relative to course.yaml; it holds lab.yaml. Its last part is the item id.'),
  ),
});
const quiz = z.strictObject({
  quiz: relativePath.check(
    z.describe('Quiz file (.yaml), relative to course.yaml. Its name without extension is the item id.'),
  ),
});
const reading = z.strictObject({
  reading: relativePath.check(
    z.describe('Markdown file, relative to course.yaml. Its name without extension is the item id.'),
  ),
  title,
  minutes: z.optional(z.number().check(z.positive(), z.describe('Reading time in minutes.'))),
  optional: z.optional(z.boolean().check(z.describe('An optional item is never asked for.'))),
});
const video = z.strictObject({
  video: z
    .string()
    .check(
      z.regex(/^https:\/\//, 'Use a link that starts with https://.'),
      z.describe('Link to the video (https). Opened in the browser after asking.'),
    ),
  id,
  title,
  minutes: z.optional(z.number().check(z.positive())),
  optional: z.optional(z.boolean()),
});
export const itemRef = z.union([lab, quiz, reading, video]);

/** `course.yaml`: what a course is made of, in teaching order. */
export const courseManifest = z.strictObject({
  format,
  id,
  title,
  summary: z.optional(summary),
  modules: z
    .array(z.strictObject({ id, title, summary: z.optional(summary), items: z.array(itemRef).check(z.minLength(1)) }))
    .check(z.minLength(1)),
});
export type CourseManifest = z.infer<typeof courseManifest>;
export type ItemRef = z.infer<typeof itemRef>;

const postgres = z.strictObject({
  kind: z.literal('postgres'),
  version: z.literal(18),
  databases: z
    .array(
      z
        .string()
        .check(z.regex(/^[a-z][a-z0-9_]{0,40}$/, 'Use lower case letters, digits and underscores, at most 41.')),
    )
    .check(
      z.minLength(1),
      z.describe("Databases owned by the learner's role; the first is the one that is seeded, and that checks use."),
    ),
  seed: z.optional(relativePath.check(z.describe('SQL script that fills the first database, relative to lab.yaml.'))),
});
export const serviceSpec = z.discriminatedUnion('kind', [postgres]);

const fileText = z.union([z.strictObject({ text: z.string() }), z.strictObject({ from: relativePath })]);
const wrongSolution = z.strictObject({
  id,
  files: z
    .record(z.string(), fileText)
    .check(z.describe('What replaces the solution: path in the exercise -> text, or a file of the lab.')),
  fails: z.array(id).check(z.minLength(1), z.describe('Ids of the checks that must fail; the others must not.')),
  says: z.string().check(z.minLength(3), z.describe('Words that the message of the first of them must contain.')),
});

const hint = z.strictObject({
  text: markdown,
  check: z.optional(id.check(z.describe('Show the hint under this check only.'))),
});

/** Checks of an exercise, or questions of a quiz: what needs what stays easy to follow, for people and for code. */
const mostChecks = 200;

const exercise = z.strictObject({
  id,
  title,
  instructions: relativePath.check(z.describe('Markdown file, relative to lab.yaml.')),
  files: z
    .array(
      z.strictObject({
        path: relativePath.check(z.describe("Where the file lies in the learner's lab folder.")),
        starter: relativePath,
        solution: z.optional(relativePath),
      }),
    )
    .check(z.minLength(1)),
  requirements: z.optional(z.record(z.string(), z.string())),
  hints: z.optional(z.array(hint)),
  checks: z.array(checkSpec).check(z.minLength(1), z.maxLength(mostChecks)),
  wrong_solutions: z.optional(z.array(wrongSolution)),
});

/** `lab.yaml`: one lab. */
export const labManifest = z.strictObject({
  format,
  id,
  title,
  summary: z.optional(summary),
  grading,
  services: z.optional(z.record(id, serviceSpec)),
  exercises: z.array(exercise).check(z.minLength(1)),
});
export type LabManifest = z.infer<typeof labManifest>;

const option = z.strictObject({
  id,
  text: markdown,
  correct: z.optional(z.boolean()),
  feedback: z.optional(markdown.check(z.describe('Shown after submission when this option was chosen.'))),
});

/** A quiz file: questions that are graded like the checks of an exercise. */
export const quizManifest = z.strictObject({
  format,
  id,
  title,
  summary: z.optional(summary),
  grading,
  questions: z
    .array(
      z.strictObject({
        id,
        type: z.enum(['single', 'multiple']),
        prompt: markdown,
        options: z.array(option).check(z.minLength(2)),
        explain: z.optional(markdown),
        points: z.optional(z.number().check(z.positive())),
      }),
    )
    .check(z.minLength(1), z.maxLength(mostChecks)),
});
export type QuizManifest = z.infer<typeof quizManifest>;
