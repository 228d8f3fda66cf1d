import type { CheckResult, CheckRun } from '../core/check/result.js';
import type { SourceLocation } from '../core/check/result.js';
import type { Tier } from '../core/vocabulary.js';
import type { ExerciseView } from './exercise-view.js';
import type { ExerciseRef } from './tree.js';

/** The exercise as the panel shows it: Markdown already rendered to HTML by the host. */
export interface PanelExercise extends Omit<ExerciseView, 'instructions' | 'instructionsFolder'> {
  readonly instructionsHtml: string;
}

/** Host to panel. */
export type ToPanel =
  | { readonly type: 'exercise'; readonly exercise: PanelExercise }
  /** `follows`: id of the run of the quick tier that this one goes on from. */
  | {
      readonly type: 'checking';
      readonly ref: ExerciseRef;
      readonly runId: string;
      readonly tier: Tier;
      readonly follows?: string;
    }
  | { readonly type: 'result'; readonly runId: string; readonly result: CheckResult }
  | { readonly type: 'run'; readonly run: CheckRun; readonly exercise: PanelExercise }
  /** Nothing could be checked: what happened and the one thing that mends it. */
  | { readonly type: 'problem'; readonly message: string; readonly cure?: string; readonly action?: PanelAction }
  | { readonly type: 'notice'; readonly message: string };

/** Buttons of a problem: the host maps each to a command. */
export interface PanelAction {
  readonly label: string;
  readonly id: 'retry' | 'trust' | 'review-code' | 'start-lab' | 'show-log' | 'restart-engine';
}

/** Panel to host. Closed set: content of a lab can never name a command. */
export type FromPanel =
  | { readonly type: 'ready' }
  /** Sent after the animation frame in which a run was painted. */
  | { readonly type: 'rendered'; readonly runId: string }
  | { readonly type: 'check' }
  | { readonly type: 'open-location'; readonly location: SourceLocation }
  | { readonly type: 'open-file'; readonly path: string }
  | { readonly type: 'hint'; readonly checkId?: string }
  | { readonly type: 'submit-quiz'; readonly answers: Readonly<Record<string, readonly string[]>> }
  | { readonly type: 'next' }
  | { readonly type: 'attempts' }
  | { readonly type: 'solution' }
  | { readonly type: 'reset' }
  | { readonly type: 'action'; readonly id: PanelAction['id'] };

/** What the panel keeps for a reload (vscode.setState). */
export interface PanelState {
  readonly ref: ExerciseRef;
}
