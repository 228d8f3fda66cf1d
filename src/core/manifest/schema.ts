import * as z from 'zod/mini';
import { dataForms } from '../data/data-spec.js';
import { largestScale } from '../data/sparkify/quotas.js';
import { checkSpec } from './check-schema.js';
import { questionParts } from './question-schema.js';
import { grading, id, markdown, relativePath, summary, title } from './scalars.js';
import { serviceSpec } from './service-schema.js';

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
const optional = z.optional(z.boolean().check(z.describe('An optional item is never asked for; default false.')));

const reading = z.strictObject({
  reading: relativePath.check(
    z.describe('Markdown file, relative to course.yaml. Its name without extension is the item id.'),
  ),
  title,
  minutes: z.optional(z.number().check(z.positive(), z.describe('Reading time in minutes.'))),
  optional,
});
const video = z.strictObject({
  video: z
    .string()
    .check(
      z.regex(/^https:\/\/\S+$/, 'Use a link that starts with https://.'),
      z.describe('Link to the video (https). Opened in the browser after asking.'),
    ),
  id,
  title,
  minutes: z.optional(z.number().check(z.positive(), z.describe('Playing time in minutes.'))),
  optional,
});
export const itemRef = z.union([lab, quiz, reading, video]);

/** `course.yaml`: what a course is made of, in teaching order. */
export const courseManifest = z.strictObject({
  format,
  id,
  title,
  summary: z.optional(summary),
  order: z.optional(z.int().check(z.describe('Place among the courses: lower comes first; without it, at the end.'))),
  modules: z
    .array(
      z.strictObject({
        id,
        title,
        summary: z.optional(summary),
        items: z
          .array(itemRef)
          .check(z.minLength(1), z.describe('Labs, quizzes, readings and videos, in teaching order.')),
      }),
    )
    .check(z.minLength(1), z.describe('Parts of the course, in teaching order.')),
});
export type CourseManifest = z.infer<typeof courseManifest>;
export type ItemRef = z.infer<typeof itemRef>;

const python = z.strictObject({
  kind: z.literal('python').check(z.describe('A Python interpreter with packages of its own.')),
  requirements: z.optional(
    relativePath.check(z.describe('Requirements file with a hash for every package, relative to lab.yaml.')),
  ),
  preload: z.optional(
    z
      .array(z.string())
      .check(z.describe('Modules that a waiting interpreter has imported already: runs start faster.')),
  ),
});
export const runtimeSpec = z.discriminatedUnion('kind', [python]);

const sparkify = z.strictObject({
  generator: z.literal('sparkify').check(z.describe('Songs and listening events of a music streaming company.')),
  seed: z.int().check(z.nonnegative(), z.describe('Same seed, same bytes.')),
  scale: z.optional(
    z
      .int()
      .check(
        z.positive(),
        z.maximum(largestScale),
        z.describe(`1 (default): 8,056 events in a month; ${largestScale}: ten million.`),
      ),
  ),
  from: z.optional(
    z
      .string()
      .check(
        z.regex(/^\d{4}-\d{2}-\d{2}$/, 'Write a date as 2018-11-01.'),
        z.describe('First day; default: the whole month.'),
      ),
  ),
  days: z.optional(z.int().check(z.positive(), z.describe('Number of days.'))),
  form: z.optional(
    z
      .enum(dataForms)
      .check(
        z.describe('json (default): songs and logs as JSON; csv: the logs as CSV; all: both, and a jsonpaths file.'),
      ),
  ),
});
const dataSource = z.discriminatedUnion('generator', [sparkify]);

const data = z.strictObject({
  path: relativePath.check(z.describe("Folder for it in the learner's lab folder and in the folder of a check.")),
  full: dataSource.check(z.describe('What the learner gets, and what full checks use.')),
  quick: z.optional(dataSource.check(z.describe('What checks on save use; default: the same.'))),
});

const boundColumn = z.union([
  z.array(z.string()).check(z.minLength(1)),
  z.strictObject({
    names: z.array(z.string()).check(z.minLength(1), z.describe('Names it may have, likeliest first.')),
    as: z.optional(
      z
        .enum(['text', 'number', 'timestamp'])
        .check(
          z.describe('Type of the expression it stands for; timestamp also reads epoch milliseconds and ISO texts.'),
        ),
    ),
  }),
]);
const role = z.strictObject({
  table: z.array(z.string()).check(z.minLength(1), z.describe('Names the table may have, likeliest first.')),
  columns: z.optional(
    z.record(z.string(), boundColumn).check(z.describe('Role of a column -> the names it may have.')),
  ),
});

const fileText = z.union([
  z.strictObject({ text: z.string().check(z.describe('The whole text of the file.')) }),
  z.strictObject({ from: relativePath.check(z.describe('File that it is copied from, relative to lab.yaml.')) }),
  z.strictObject({
    replace: z
      .record(z.string().check(z.minLength(1)), z.string())
      .check(
        z.describe('The solution with a few words changed: text that stands once in it -> what stands there instead.'),
      ),
  }),
]);
const wrongSolution = z.strictObject({
  id,
  files: z
    .record(z.string(), fileText)
    .check(z.describe('What replaces the solution: path in the exercise -> text, or a file of the lab.')),
  fails: z.array(id).check(z.minLength(1), z.describe('Ids of the checks that must fail; the others must not.')),
  says: z.string().check(z.minLength(3), z.describe('Words that the message of the first of them must contain.')),
});

const hint = z.strictObject({
  text: markdown.check(z.describe('Markdown. Hints are revealed one by one, in this order.')),
  check: z.optional(id.check(z.describe('Show the hint under this check only.'))),
  when: z.optional(
    id.check(
      z.describe(
        'Offer the hint only while a result has this diagnosis: a class of mistakes as fan-out, or an id of `diagnose`.',
      ),
    ),
  ),
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
        starter: relativePath.check(z.describe('What the learner starts from, relative to lab.yaml.')),
        solution: z.optional(
          relativePath.check(z.describe('A right answer, relative to lab.yaml; default: the starter unchanged.')),
        ),
      }),
    )
    .check(z.minLength(1), z.describe('Files that the learner works on; the first one is opened.')),
  requirements: z.optional(
    z.record(z.string(), z.string()).check(z.describe('What the learner must achieve: key, as in R1 -> sentence.')),
  ),
  hints: z.optional(z.array(hint).check(z.describe('Help that the learner can reveal step by step.'))),
  checks: z
    .array(checkSpec)
    .check(z.minLength(1), z.maxLength(mostChecks), z.describe('What is tested, in the order of the results.')),
  wrong_solutions: z.optional(
    z.array(wrongSolution).check(z.describe('Submissions that the checks must refuse: proof that they can fail.')),
  ),
});

/** `lab.yaml`: one lab. */
export const labManifest = z.strictObject({
  format,
  id,
  title,
  summary: z.optional(summary),
  grading,
  services: z.optional(
    z.record(id, serviceSpec).check(z.describe('Servers that the lab needs: name of your choice -> what it is.')),
  ),
  runtimes: z.optional(
    z.record(id, runtimeSpec).check(z.describe("What runs the learner's code: name of your choice -> what it is.")),
  ),
  data: z.optional(data.check(z.describe('Generated files that the lab works on.'))),
  bind: z.optional(
    z
      .record(z.string().check(z.regex(/^[a-z][a-z0-9_]*$/)), role)
      .check(
        z.describe(
          'Roles: `{{songplays}}` and `{{songplays.start_time}}` in SQL of checks stand for whatever the learner named them.',
        ),
      ),
  ),
  exercises: z.array(exercise).check(z.minLength(1), z.describe('What the learner does, in teaching order.')),
});
export type LabManifest = z.infer<typeof labManifest>;

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
        ...questionParts,
        points: z.optional(z.number().check(z.positive(), z.describe('What the right answer is worth; default 1.'))),
      }),
    )
    .check(z.minLength(1), z.maxLength(mostChecks), z.describe('Questions, in the order of the quiz.')),
});
export type QuizManifest = z.infer<typeof quizManifest>;
