import type { TestItem, TestRunRequest } from 'vscode';
import type { ExerciseRef } from '../../../protocol/tree.js';
import type { KnownLabs } from '../../state/known-labs.js';
import { targetOf, type TestTree } from './tree.js';

/** An exercise to check, and which of its checks were asked for: all when `only` is absent. */
export interface Selected {
  readonly ref: ExerciseRef;
  readonly exercise: TestItem;
  readonly only?: ReadonlySet<string>;
}

const isBelow = (id: string, ids: ReadonlySet<string>): boolean =>
  [...ids].some((other) => id === other || id.startsWith(`${other}/`));

/** Exercises of an item; of a whole course only those in labs that were started, for the others hold no work yet. */
const exercisesIn = async (tree: TestTree, labs: KnownLabs, item: TestItem): Promise<readonly TestItem[]> => {
  const { courseId, itemId, exerciseId, checkId } = targetOf(item);
  if (checkId !== undefined) return item.parent ? [item.parent] : [];
  if (exerciseId !== undefined) return [item];
  if (itemId !== undefined) return tree.below(item);
  const started = (await tree.below(item)).filter((lab) => labs.isStarted(courseId, targetOf(lab).itemId ?? ''));
  return (await Promise.all(started.map((lab) => tree.below(lab)))).flat();
};

/** The exercises that a request is about, in the order of the tree; one exercise once, however many of its checks were chosen. */
export const selectionOf = async (
  tree: TestTree,
  labs: KnownLabs,
  { include, exclude }: Pick<TestRunRequest, 'include' | 'exclude'>,
): Promise<readonly Selected[]> => {
  const excluded = new Set((exclude ?? []).map(({ id }) => id));
  const found = new Map<string, { readonly exercise: TestItem; readonly only: Set<string> | undefined }>();
  for (const item of include ?? (await tree.below(undefined))) {
    const { checkId } = targetOf(item);
    for (const exercise of await exercisesIn(tree, labs, item)) {
      if (isBelow(exercise.id, excluded)) continue;
      const before = found.get(exercise.id);
      const whole = checkId === undefined || (before !== undefined && before.only === undefined);
      const only = whole ? undefined : (before?.only ?? new Set<string>()).add(checkId);
      found.set(exercise.id, { exercise, only });
    }
  }
  return [...found.values()].flatMap(({ exercise, only }) => {
    const { courseId, itemId, exerciseId } = targetOf(exercise);
    if (itemId === undefined || exerciseId === undefined) return [];
    return [{ ref: { courseId, itemId, exerciseId }, exercise, ...(only ? { only } : {}) }];
  });
};
