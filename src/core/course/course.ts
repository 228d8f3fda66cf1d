import type { DataSpec } from '../data/data-spec.js';
import type { CheckSpec } from '../manifest/schema.js';
import type { RuntimeSpec } from '../runtime/runtime.js';
import type { ServiceSpec } from '../service/service.js';
import type { Grading, ItemKind } from '../vocabulary.js';

/** A course as its `course.yaml` lists it. Labs and quizzes are read only when someone looks at them. */
export interface Course {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  /** Place among the courses: lower comes first, none at the end. */
  readonly order?: number;
  /** Absolute folder of course.yaml. */
  readonly folder: string;
  readonly modules: readonly Module[];
}

export interface Module {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly items: readonly Item[];
}

/** One step of a course. `id` is unique in the course. */
export interface Item {
  readonly id: string;
  readonly kind: ItemKind;
  /** Of readings and videos; a lab's or quiz's title stands in its own file. */
  readonly title?: string;
  /** Absolute path: the lab's folder, the quiz or Markdown file; the link of a video. */
  readonly source: string;
  readonly minutes?: number;
  readonly optional: boolean;
}

/** What a lab and a quiz have in common: exercises with checks. A quiz has one exercise whose checks are its questions. */
export interface Lab {
  readonly id: string;
  readonly kind: 'lab' | 'quiz';
  readonly title: string;
  readonly summary?: string;
  readonly grading: Grading;
  /** Absolute folder that paths in the manifest are relative to. */
  readonly folder: string;
  /** Absolute path of lab.yaml or the quiz file. */
  readonly file: string;
  readonly services: Readonly<Record<string, ServiceSpec>>;
  readonly runtimes: Readonly<Record<string, RuntimeSpec>>;
  readonly data?: LabData;
  /** Role -> the names its table and columns may have. */
  readonly bind: Readonly<Record<string, RoleSpec>>;
  readonly exercises: readonly Exercise[];
}

/** Generated files that a lab works on. */
export interface LabData {
  /** Folder, relative to the learner's lab folder. */
  readonly path: string;
  readonly full: DataSpec;
  /** What checks on save use; may be {@link full}. */
  readonly quick: DataSpec;
}

/** What a table or column of the learner's may be called. */
export interface RoleSpec {
  readonly table: readonly string[];
  readonly columns: Readonly<Record<string, BoundColumn>>;
}

export interface BoundColumn {
  readonly names: readonly string[];
  /** Type of the expression that the role stands for; the column as it is when absent. */
  readonly as?: 'text' | 'number' | 'timestamp';
}

export interface Exercise {
  readonly id: string;
  readonly title: string;
  /** Absolute path of the Markdown file; a quiz has none. */
  readonly instructions?: string;
  readonly files: readonly ExerciseFile[];
  readonly requirements: Readonly<Record<string, string>>;
  readonly hints: readonly Hint[];
  readonly checks: readonly CheckSpec[];
  readonly wrongSolutions: readonly WrongSolution[];
}

export interface ExerciseFile {
  /** Relative to the learner's lab folder. */
  readonly path: string;
  /** Absolute path of the starter; a quiz's answer file has none. */
  readonly starter?: string;
  /** Absolute path; absent in a learner's pack of a graded lab. */
  readonly solution?: string;
}

export interface Hint {
  readonly text: string;
  /** The check it belongs to; absent for the whole exercise. */
  readonly check?: string;
  /** Offered only while a result has this diagnosis. */
  readonly when?: string;
}

/** A text, or the absolute path of a file of the lab: as it is, or with each text of `replace`, which stands once in it, changed. */
export type FileContent =
  { readonly text: string } | { readonly from: string; readonly replace?: Readonly<Record<string, string>> };

/** A submission that must be refused: proof that the checks can fail, and with the right words. */
export interface WrongSolution {
  readonly id: string;
  /** Path in the exercise -> what lies there. */
  readonly files: Readonly<Record<string, FileContent>>;
  readonly fails: readonly string[];
  readonly says: string;
}

/** Name of the file that holds a learner's answers to a quiz: question id -> chosen option ids. */
export const quizAnswersFile = 'answers.json';

/** Points of a check when the manifest gives none. */
export const defaultPoints = 1;

export const pointsOf = (checks: readonly CheckSpec[]): number =>
  checks.reduce((sum, check) => sum + (check.points ?? defaultPoints), 0);
