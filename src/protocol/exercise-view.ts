import type { CheckRun } from '../core/check/result.js';
import type { SolutionAnswer } from '../core/course/solution-policy.js';
import type { RuntimeSpec } from '../core/runtime/runtime.js';
import type { ExerciseState, Grading, Tier } from '../core/vocabulary.js';
import type { ExerciseRef } from './tree.js';

/** A check before it has run. */
export interface CheckHeading {
  readonly checkId: string;
  readonly title: string;
  readonly requirement?: string;
  readonly maxPoints: number;
}

export interface HintLadder {
  /** The check it belongs to; absent for the exercise as a whole. */
  readonly checkId?: string;
  readonly total: number;
  /** Hints revealed so far, in order (Markdown). */
  readonly shown: readonly string[];
}

/** A question as the learner sees it: nothing tells which option is right. */
export interface QuestionView {
  readonly checkId: string;
  readonly type: 'single' | 'multiple';
  readonly prompt: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  /** Options chosen at the last submission. */
  readonly chosen: readonly string[];
}

/** Everything a view needs to show one exercise or quiz and its last check run. */
export interface ExerciseView {
  readonly ref: ExerciseRef;
  readonly courseTitle: string;
  readonly itemTitle: string;
  readonly title: string;
  readonly kind: 'lab' | 'quiz';
  readonly grading: Grading;
  readonly state: ExerciseState;
  /** 1-based place among the exercises of the item. */
  readonly ordinal: number;
  readonly total: number;
  /** Markdown; empty for a quiz. */
  readonly instructions: string;
  /** Folder that links and images in the instructions are relative to (absolute). */
  readonly instructionsFolder: string;
  readonly requirements: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly checks: readonly CheckHeading[];
  readonly hints: readonly HintLadder[];
  readonly questions: readonly QuestionView[];
  readonly lastRun?: CheckRun;
  readonly attempts: number;
  /** Best fraction of the points, 0 to 1. */
  readonly best: number;
  readonly next?: ExerciseRef;
  /** Whether the learner may see the solution, or why not. */
  readonly solution: SolutionAnswer;
  /** Number of the newest attempt that passed and whose files are kept. */
  readonly lastPass?: number;
  /** Whether the files are still what {@link lastRun} was made with. */
  readonly asChecked: boolean;
  /** What a save runs, one after the other. */
  readonly tiers: readonly Tier[];
  /** What the quick tier works on where that is less than all the data: `3 days of data`. */
  readonly quickData?: string;
  /** What the lab has to run the learner's files with. */
  readonly runtimes: readonly RuntimeSpec['kind'][];
  readonly started: boolean;
}
