import * as z from 'zod/mini';
import { resultFormat } from '../../core/check/result.js';
import { progressFormat, type LabProgress } from '../../core/course/progress.js';
import { checkStatuses } from '../../core/vocabulary.js';

/** What a stored record turned out to be. */
export type Decoded =
  | { readonly kind: 'good'; readonly progress: LabProgress }
  /** Written by a newer version of the extension: must be left alone. */
  | { readonly kind: 'newer'; readonly format: number }
  | { readonly kind: 'corrupt'; readonly why: string };

const result = z.looseObject({
  checkId: z.string(),
  status: z.enum(checkStatuses),
  message: z.string(),
  points: z.number(),
  maxPoints: z.number(),
});
const run = z.looseObject({
  format: z.int(),
  id: z.string(),
  exerciseId: z.string(),
  startedAt: z.number(),
  results: z.array(result),
  grade: z.looseObject({
    points: z.number(),
    maxPoints: z.number(),
    fraction: z.number(),
    passed: z.boolean(),
    gradable: z.boolean(),
  }),
});
const count = z.int().check(z.nonnegative());
const keptFile = z.looseObject({ size: count, content: z.optional(z.string()) });
const exercise = z.looseObject({
  count,
  attempts: z.array(z.looseObject({ number: count, run, files: z.optional(z.record(z.string(), keptFile)) })),
  bestPoints: z.number(),
  best: z.number(),
  hints: z.record(z.string(), count),
});
/** Loose: evidence and the like are shown, never computed with, and reading every cell of it would cost more than it finds. */
const labProgress = z.looseObject({ format: z.literal(progressFormat), exercises: z.record(z.string(), exercise) });

const versioned = z.looseObject({ format: z.int() });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const newestRun = (progress: z.infer<typeof labProgress>): number =>
  Math.max(0, ...Object.values(progress.exercises).flatMap((one) => one.attempts.map((attempt) => attempt.run.format)));

/** Reads the text of a stored record. The value is the parsed one itself: keys this version doesn't know are kept. */
export const decodeProgress = (text: string): Decoded => {
  const value = parse(text);
  const version = versioned.safeParse(value);
  if (!version.success) return { kind: 'corrupt', why: 'it is not a progress record' };
  if (version.data.format > progressFormat) return { kind: 'newer', format: version.data.format };
  const shape = labProgress.safeParse(value);
  if (!shape.success) {
    const issue = shape.error.issues[0];
    return { kind: 'corrupt', why: `\`${issue?.path.join('.') ?? ''}\` is not as expected` };
  }
  const runFormat = newestRun(shape.data);
  return runFormat > resultFormat
    ? { kind: 'newer', format: runFormat }
    : { kind: 'good', progress: value as LabProgress };
};

export const encodeProgress = (progress: LabProgress): string => `${JSON.stringify(progress)}\n`;
