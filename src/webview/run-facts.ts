import type { CheckRun } from '../core/check/result.js';
import type { Isolation } from '../core/vocabulary.js';
import type { PanelExercise } from '../protocol/panel.js';
import { percent } from './format.js';

const words: Readonly<Record<Exclude<Isolation, 'none'>, string>> = {
  scratch: 'checked on a server of its own',
  clone: 'checked on a copy of the data',
  readonly: 'checked read-only',
};

/** How the run was kept away from the learner's own data; nothing when no check touched any. */
export const isolationWords = (run: CheckRun): string | undefined => {
  const levels = new Set(run.results.map((result) => result.isolation));
  const strongest = (['scratch', 'clone', 'readonly'] as const).find((level) => levels.has(level));
  return strongest && words[strongest];
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
