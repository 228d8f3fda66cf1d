import type { CheckRun } from '../core/check/result.js';
import type { PanelExercise } from '../protocol/panel.js';
import type { Checking } from './state.js';

const on = ({ quickData }: PanelExercise): string => (quickData === undefined ? '' : ` on ${quickData}`);

/** What is being checked, while that is so: a quick check says what it leaves out. */
export const checkingWords = (exercise: PanelExercise, checking: Checking | undefined): string => {
  if (checking?.quick) return `The quick check${on(exercise)} passed. The full check is running…`;
  return checking?.tier === 'quick' ? `Quick check${on(exercise)}…` : 'Checking…';
};

/** Said of a run that was not the whole of it; undefined for one that was. */
export const tierNote = (exercise: PanelExercise, run: CheckRun): string | undefined => {
  if (run.tier !== 'quick' || !run.grade.gradable) return undefined;
  return `This was the quick check${on(exercise)}; the full check follows when it passes.`;
};
