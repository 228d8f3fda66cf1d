import { l10n, window, type QuickPickItem } from 'vscode';
import { LabError } from '../../core/errors.js';
import type { CourseNode, ExerciseRef, ItemNode } from '../../protocol/tree.js';
import type { EngineClient } from '../engine/client.js';
import { quizExercise } from '../state/exercise-key.js';
import { pointsWord, stateWord } from './words.js';

interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

const choose = async <T>(choices: readonly Choice<T>[] | Promise<readonly Choice<T>[]>, title: string): Promise<T> => {
  const chosen = await window.showQuickPick(choices, { title, matchOnDescription: true });
  if (!chosen) throw new LabError('cancelled', 'Nothing was chosen.');
  return chosen.value;
};

const itemsOf = async (engine: EngineClient, course: CourseNode): Promise<readonly ItemNode[]> => {
  const modules = await Promise.all(
    course.modules.map(({ courseId, moduleId }) => engine.request('items', { courseId, moduleId })),
  );
  return modules.flat();
};

const itemChoices = async (
  engine: EngineClient,
  wanted: (item: ItemNode) => boolean,
): Promise<readonly Choice<ItemNode>[]> => {
  const courses = await engine.request('courses', null);
  const all = await Promise.all(
    courses.map(async (course) =>
      (await itemsOf(engine, course)).filter(wanted).map((item) => ({
        label: item.title,
        description: `${course.title} · ${item.next ? l10n.t('next') : stateWord(item.state)}`,
        value: item,
      })),
    ),
  );
  return all.flat();
};

/** Rejects with `cancelled` when the learner chooses nothing; so do the others. */
export const pickItem = (
  engine: EngineClient,
  title: string,
  wanted: (item: ItemNode) => boolean = (item) => item.kind === 'lab' && item.problems.length === 0,
): Promise<ItemNode> => choose(itemChoices(engine, wanted), title);

export const pickExercise = async (engine: EngineClient, title: string): Promise<ExerciseRef> => {
  const item = await pickItem(engine, title, ({ kind, exercises }) => kind === 'quiz' || exercises.length > 0);
  const only = item.kind === 'quiz' ? quizExercise(item) : item.exercises.length === 1 ? item.exercises[0] : undefined;
  return (
    only ??
    choose(
      item.exercises.map((exercise) => ({
        label: exercise.title,
        description: `${stateWord(exercise.state)} · ${pointsWord(exercise.points)}`,
        value: exercise,
      })),
      title,
    )
  );
};

export const pickCourse = async (engine: EngineClient, title: string): Promise<CourseNode> => {
  const courses = await engine.request('courses', null);
  const only = courses.length === 1 ? courses[0] : undefined;
  return (
    only ??
    choose(
      courses.map((course) => ({ label: course.title, description: course.file, value: course })),
      title,
    )
  );
};

/** One of a few values, or `undefined` for the whole. */
export const pickWholeOrItem = async (
  engine: EngineClient,
  course: CourseNode,
  title: string,
): Promise<ItemNode | undefined> => {
  const items = (await itemsOf(engine, course)).filter((item) => item.kind === 'lab');
  const whole: Choice<ItemNode | undefined> = { label: l10n.t('The whole course'), value: undefined };
  return choose([whole, ...items.map((item) => ({ label: item.title, value: item }))], title);
};
