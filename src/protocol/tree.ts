import type { Diagnostic } from '../core/manifest/diagnostic.js';
import type { ServiceStatus } from '../core/service/service.js';
import type { ExerciseState, Grading, ItemKind } from '../core/vocabulary.js';

/** What the Labs view shows. Courses and modules come first; items are asked for when a module is opened. */
export interface CourseNode {
  readonly courseId: string;
  readonly title: string;
  readonly summary?: string;
  readonly modules: readonly ModuleNode[];
  /** Present when course.yaml is broken; then there are no modules. */
  readonly problems: readonly Diagnostic[];
  /** Absolute path of course.yaml. */
  readonly file: string;
}

export interface ModuleNode {
  readonly courseId: string;
  readonly moduleId: string;
  readonly title: string;
  readonly summary?: string;
  readonly items: number;
}

export interface ItemNode {
  readonly courseId: string;
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly summary?: string;
  readonly optional: boolean;
  readonly minutes?: number;
  /** Absolute path, or the link of a video. */
  readonly source: string;
  readonly grading?: Grading;
  readonly state: ExerciseState;
  /** Best points so far and points to be had; absent for readings and videos. */
  readonly points?: { readonly best: number; readonly max: number };
  readonly exercises: readonly ExerciseNode[];
  /** Errors of a broken manifest; the item is shown with them and can't be started. */
  readonly problems: readonly Diagnostic[];
  /** Services of the lab as far as they were asked for in this window. */
  readonly services: readonly ServiceStatus[];
  /** True for the first item of the course that is neither passed nor optional. */
  readonly next: boolean;
}

export interface ExerciseNode {
  readonly courseId: string;
  readonly itemId: string;
  readonly exerciseId: string;
  readonly title: string;
  readonly state: ExerciseState;
  readonly points: { readonly best: number; readonly max: number };
  /** Files of the exercise, relative to the learner's lab folder; the first is the one to open. */
  readonly files: readonly string[];
}

/** Names one exercise everywhere. */
export interface ExerciseRef {
  readonly courseId: string;
  readonly itemId: string;
  readonly exerciseId: string;
}

/** What *Start lab* did. */
export interface StartedLab {
  /** Absolute path of the learner's lab folder. */
  readonly folder: string;
  /** Starter files that were copied now, relative to it; files already there are left alone. */
  readonly created: readonly string[];
  readonly services: readonly ServiceStatus[];
  /** The exercise to go on with. */
  readonly exercise: ExerciseNode;
}
