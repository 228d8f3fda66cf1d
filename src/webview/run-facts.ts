import type { CheckRun } from '../core/check/result.js';
import type { PanelExercise } from '../protocol/panel.js';
import { percent } from './format.js';

/** How the run was kept away from the learner's own data; nothing when no check touched any. */
export const isolationWords = (run: CheckRun): string | undefined => {
  const levels = new Set(run.results.map((result) => result.isolation));
  if (levels.has('scratch')) return 'checked on a server of its own';
  if (levels.has('clone')) return 'checked on a copy of the data';
  return levels.has('readonly') ? 'checked read-only' : undefined;
};

const seedOf = (run: CheckRun): string | undefined => {
  const seeds = [...new Set(run.results.flatMap((result) => (result.seed === undefined ? [] : [result.seed])))];
  return seeds.length === 0 ? undefined : `data seed ${seeds.join(', ')}`;
};

const standing = (exercise: PanelExercise, run: CheckRun | undefined): readonly string[] => {
  const best = exercise.attempts > 0 ? [`best ${percent(exercise.best)}`] : [];
  if (run && !run.grade.gradable) return ['not counted', ...best];
  return exercise.attempts > 0 ? [`attempt ${exercise.attempts}`, ...best] : ['no attempt yet'];
};

/** Facts about the last run, in reading order. */
export const footerFacts = (exercise: PanelExercise, run: CheckRun | undefined): readonly string[] => {
  if (!run) return standing(exercise, run);
  const facts = [...standing(exercise, run), isolationWords(run), ...run.environment, seedOf(run)];
  return facts.filter((fact) => fact !== undefined);
};
