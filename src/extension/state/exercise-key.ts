import type { ExerciseRef, ItemNode } from '../../protocol/tree.js';

/** A lab or quiz, with or without one of its exercises. */
export interface Target {
  readonly courseId: string;
  readonly itemId: string;
  readonly exerciseId?: string;
}

/** One string per exercise, for maps. */
export const keyOf = ({ courseId, itemId, exerciseId }: ExerciseRef): string =>
  JSON.stringify([courseId, itemId, exerciseId]);

export const sameExercise = (a: ExerciseRef | undefined, b: ExerciseRef | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && keyOf(a) === keyOf(b));

/** Only the members that name the exercise: what crosses the process border has no more than the contract says. */
export const toRef = ({ courseId, itemId, exerciseId }: ExerciseRef): ExerciseRef => ({
  courseId,
  itemId,
  exerciseId,
});

/** An argument of a command, which may come from a menu, a code lens, a keybinding or another extension. */
export const asTarget = (value: unknown): Target | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { courseId, itemId, exerciseId } = value as Record<string, unknown>;
  if (typeof courseId !== 'string' || typeof itemId !== 'string') return undefined;
  return typeof exerciseId === 'string' ? { courseId, itemId, exerciseId } : { courseId, itemId };
};

export const asExercise = (value: unknown): ExerciseRef | undefined => {
  const target = asTarget(value);
  return target?.exerciseId === undefined ? undefined : { ...target, exerciseId: target.exerciseId };
};

/** A quiz stands in the tree without exercises: the engine names its only one so. */
export const quizExercise = ({ courseId, itemId, exercises }: ItemNode): ExerciseRef =>
  exercises[0] ?? { courseId, itemId, exerciseId: 'quiz' };
