import { l10n, type TaskDefinition } from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { ExerciseNode, ItemNode } from '../../../protocol/tree.js';
import { taskType } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { quizExercise } from '../../state/exercise-key.js';
import type { KnownLab } from '../../state/known-labs.js';

/** A task as tasks.json writes it. What is left out means all there is: every lab started here, every exercise. */
export interface LabTaskDefinition extends TaskDefinition {
  readonly course?: string;
  readonly lab?: string;
  readonly exercise?: string;
}

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';

export const isLabTask = (definition: TaskDefinition): definition is LabTaskDefinition =>
  definition.type === taskType &&
  // The task of *Run File* is made for one run, and checks nothing.
  definition['file'] === undefined &&
  isText(definition['course']) &&
  isText(definition['lab']) &&
  isText(definition['exercise']);

type Source = Pick<Deps, 'engine' | 'labs'>;

/** Labs of the courses by id, for a lab that was not started in this workspace. */
const labsNamed = async ({ engine }: Source, { course, lab }: LabTaskDefinition): Promise<readonly KnownLab[]> => {
  const courses = await engine.request('courses', null);
  const modules = courses
    .filter(({ courseId }) => course === undefined || courseId === course)
    .flatMap((found) => found.modules);
  const items = await Promise.all(
    modules.map(({ courseId, moduleId }) => engine.request('items', { courseId, moduleId })),
  );
  return items.flat().filter(({ itemId }) => itemId === lab);
};

const labsOf = async (source: Source, definition: LabTaskDefinition): Promise<readonly KnownLab[]> => {
  const { course, lab } = definition;
  const started = (await source.labs.all()).filter(
    ({ courseId, itemId }) => (course ?? courseId) === courseId && (lab ?? itemId) === itemId,
  );
  return started.length > 0 || lab === undefined ? started : labsNamed(source, definition);
};

export interface ExerciseToCheck extends Pick<ExerciseNode, 'courseId' | 'itemId' | 'exerciseId'> {
  readonly item: ItemNode;
}

const exercisesIn = (item: ItemNode): readonly ExerciseToCheck[] =>
  (item.kind === 'quiz' ? [quizExercise(item)] : item.exercises).map(({ courseId, itemId, exerciseId }) => ({
    courseId,
    itemId,
    exerciseId,
    item,
  }));

/** The exercises a task checks, in teaching order. Rejects with `not-found` when there is none. */
export const exercisesOf = async (
  source: Source,
  definition: LabTaskDefinition,
): Promise<readonly ExerciseToCheck[]> => {
  const labs = await labsOf(source, definition);
  const items = await Promise.all(
    labs.map(({ courseId, itemId }) => source.engine.request('item', { courseId, itemId })),
  );
  const exercises = items
    .flatMap(exercisesIn)
    .filter(({ exerciseId }) => (definition.exercise ?? exerciseId) === exerciseId);
  if (exercises.length > 0) return exercises;
  throw new LabError('not-found', l10n.t('The task names no exercise that can be checked.'), {
    cure: l10n.t('Start the lab, or correct `course`, `lab` and `exercise` in tasks.json.'),
  });
};
