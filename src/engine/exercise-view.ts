import * as z from 'zod/mini';
import type { AppDeps } from '../app/deps.js';
import { isAsChecked } from '../app/attempts.js';
import { labFolder } from '../app/start-lab.js';
import { tiersOnSave } from '../core/check/tiers.js';
import { defaultPoints, quizAnswersFile, type Course, type Exercise, type Lab } from '../core/course/course.js';
import { countHints, offeredHints } from '../core/course/hints.js';
import { lastPassed, progressOf, type ExerciseProgress } from '../core/course/progress.js';
import { solutionPolicy, type SolutionAnswer } from '../core/course/solution-policy.js';
import { quickDataWords } from '../core/data/data-words.js';
import { folderOf, joinPath } from '../core/paths.js';
import type { ExerciseView, HintLadder, QuestionView } from '../protocol/exercise-view.js';
import type { ExerciseRef } from '../protocol/tree.js';
import type { TreeBuilder } from './tree.js';

/** Everything a view needs to show one exercise. */
export const exerciseView = async (
  deps: AppDeps,
  tree: TreeBuilder,
  course: Course,
  lab: Lab,
  exercise: Exercise,
  workspace: string | undefined,
): Promise<ExerciseView> => {
  const progress = await tree.progress(course.id, lab.id);
  const own = progressOf(progress, exercise.id);
  const folder = workspace === undefined ? undefined : labFolder(workspace, course.id, lab.id);
  const quickData = lab.data && quickDataWords(lab.data);
  const next = nextExercise(course, lab, exercise);
  return {
    ref: { courseId: course.id, itemId: lab.id, exerciseId: exercise.id },
    courseTitle: course.title,
    itemTitle: lab.title,
    title: exercise.title,
    kind: lab.kind,
    grading: lab.grading,
    state: await tree.stateOf(course.id, lab, exercise, progress),
    ordinal: lab.exercises.indexOf(exercise) + 1,
    total: lab.exercises.length,
    instructions: exercise.instructions === undefined ? '' : await deps.files.readText(exercise.instructions),
    instructionsFolder: folderOf(exercise.instructions ?? lab.file),
    requirements: exercise.requirements,
    files: exercise.files.map((file) => file.path),
    checks: exercise.checks.map((check) => ({
      checkId: check.id,
      title: check.title,
      ...(check.requirement === undefined ? {} : { requirement: check.requirement }),
      maxPoints: check.points ?? defaultPoints,
    })),
    hints: hintLadders(exercise, own),
    ...(await attemptFacts(deps, { courseId: course.id, itemId: lab.id }, own, folder)),
    solution: solutionAnswer(lab, exercise, own),
    tiers: tiersOnSave(lab, exercise),
    ...(quickData === undefined ? {} : { quickData }),
    runtimes: [...new Set(Object.values(lab.runtimes).map(({ kind }) => kind))],
    questions: questions(exercise, await storedAnswers(deps, course.id, lab, workspace)),
    attempts: own.count,
    best: own.best,
    ...(next ? { next } : {}),
    started: await isStarted(deps, course.id, lab, exercise, workspace),
  };
};

/** The exercise after this one in its lab, or the first of the next lab or quiz of the course. */
const nextExercise = (course: Course, lab: Lab, exercise: Exercise): ExerciseRef | undefined => {
  const following = lab.exercises[lab.exercises.indexOf(exercise) + 1];
  return following && { courseId: course.id, itemId: lab.id, exerciseId: following.id };
};

type AttemptFacts = Pick<ExerciseView, 'lastRun' | 'lastPass' | 'asChecked'>;

const attemptFacts = async (
  deps: AppDeps,
  id: { readonly courseId: string; readonly itemId: string },
  progress: ExerciseProgress,
  folder: string | undefined,
): Promise<AttemptFacts> => {
  const last = progress.attempts.at(-1);
  const passed = lastPassed(progress);
  return {
    ...(last ? { lastRun: last.run } : {}),
    ...(passed?.files ? { lastPass: passed.number } : {}),
    asChecked: last !== undefined && folder !== undefined && (await isAsChecked(deps, id, last, folder)),
  };
};

/** Whether the learner may see the solution now. */
export const solutionAnswer = (lab: Lab, exercise: Exercise, progress: ExerciseProgress): SolutionAnswer =>
  solutionPolicy({
    grading: lab.grading,
    exists: exercise.files.some(({ solution }) => solution !== undefined),
    attempts: progress.count,
    hints: countHints(exercise, progress),
  });

/** Hints of the exercise and of each check, by ladder, as far as they are on offer now; only revealed ones carry their text. */
const hintLadders = (exercise: Exercise, progress: ExerciseProgress): readonly HintLadder[] => {
  const checks = [...new Set(exercise.hints.map(({ check }) => check))];
  return checks.flatMap((checkId) => {
    const offered = offeredHints(exercise, checkId, progress);
    if (offered.length === 0) return [];
    const shown = offered.filter(({ revealed }) => revealed).map(({ text }) => text);
    return [{ ...(checkId === undefined ? {} : { checkId }), total: offered.length, shown }];
  });
};

const questions = (exercise: Exercise, answers: Readonly<Record<string, readonly string[]>>): readonly QuestionView[] =>
  exercise.checks.flatMap((check) =>
    check.kind === 'quiz.question'
      ? [
          {
            checkId: check.id,
            type: check.type,
            prompt: check.prompt,
            options: check.options.map(({ id, text }) => ({ id, text })),
            chosen: answers[check.id] ?? [],
          },
        ]
      : [],
  );

const answersFormat = z.record(z.string(), z.array(z.string()));

const storedAnswers = async (
  deps: AppDeps,
  courseId: string,
  lab: Lab,
  workspace: string | undefined,
): Promise<Readonly<Record<string, readonly string[]>>> => {
  if (lab.kind !== 'quiz' || workspace === undefined) return {};
  try {
    return answersFormat.parse(
      JSON.parse(await deps.files.readText(joinPath(labFolder(workspace, courseId, lab.id), quizAnswersFile))),
    );
  } catch {
    return {};
  }
};

const isStarted = async (
  deps: AppDeps,
  courseId: string,
  lab: Lab,
  exercise: Exercise,
  workspace: string | undefined,
): Promise<boolean> => {
  if (workspace === undefined) return false;
  const first = exercise.files[0];
  return (
    lab.kind === 'quiz' ||
    (first !== undefined &&
      (await deps.files.info(joinPath(labFolder(workspace, courseId, lab.id), first.path))) !== undefined)
  );
};
