import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';

/** A question with its right answer, an answer that is wrong in a way learners are, and what should be said of it. */
export interface Case {
  readonly id: string;
  /** A query that gives the right rows. */
  readonly right: string;
  /** The learner's file. */
  readonly wrong: string;
  /** The table that the learner's file fills; without it, the result of its last query counts. */
  readonly table?: string;
  readonly compare?: CompareOptions;
  /** The class a good teacher would name on seeing both results; `none` where no cause can honestly be named. */
  readonly class: string;
  /** Words that the message must hold. */
  readonly says?: string;
  /** Why the class is a plain one. */
  readonly why?: string;
  /** The class given instead, where that is not the one above: a fault that we know of. */
  readonly known?: string;
}

interface CourseScript {
  readonly lab: { readonly courseId: string; readonly itemId: string };
  fileOf(one: Pick<Case, 'id'>): string;
  solutionOf(one: Case): string;
  readCases(): Promise<readonly Case[]>;
  writeCourse(folder: string, cases: readonly Case[]): Promise<void>;
}

const folder = path.dirname(fileURLToPath(import.meta.url));

/** The script that makes a course of the cases; the bench, which is no TypeScript, uses it too. */
export const courseScript = async (): Promise<CourseScript> =>
  (await import(pathToFileURL(path.join(folder, 'course.mjs')).href)) as CourseScript;
