import { pointsOf, type Course, type Item, type Lab } from '../core/course/course.js';
import { courseGrades, type Assessment, type CourseGrades } from '../core/course/gradebook.js';
import { progressOf, type LabProgress } from '../core/course/progress.js';
import { isAssessed, totalPoints } from '../core/course/states.js';
import { toLabError } from '../core/errors.js';
import type { AppDeps } from './deps.js';
import { inParallel } from './in-parallel.js';

type Deps = Pick<AppDeps, 'catalog' | 'progress'>;

/** Manifests read at a time. */
const atATime = 4;

interface Listed {
  readonly item: Item;
  readonly module: string;
}

const kindOf = ({ kind }: Item): Assessment['kind'] => (kind === 'quiz' ? 'quiz' : 'lab');

const standing = (lab: Lab, progress: LabProgress): Pick<Assessment, 'points' | 'attempts'> => {
  const own = lab.exercises.map((exercise) => ({
    max: pointsOf(exercise.checks),
    progress: progressOf(progress, exercise.id),
  }));
  return {
    // A lab that was changed since may be worth less than what was once reached in it.
    points: totalPoints(own.map(({ max, progress: { bestPoints } }) => ({ best: Math.min(bestPoints, max), max }))),
    attempts: own.reduce((sum, { progress: { count } }) => sum + count, 0),
  };
};

const assess = async (deps: Deps, course: Course, { item, module }: Listed): Promise<Assessment> => {
  const { id: itemId, optional } = item;
  const base = { itemId, kind: kindOf(item), module, optional, title: item.title ?? itemId };
  const nothing = { points: { best: 0, max: 0 }, attempts: 0 };
  const loaded = await deps.catalog.load(item);
  if (!loaded.ok) return { ...base, ...nothing, problem: loaded.diagnostics[0]?.message ?? 'It can not be read.' };
  const { title, grading } = loaded.value;
  try {
    const progress = await deps.progress.read(course.id, itemId);
    return { ...base, title, grading, ...standing(loaded.value, progress) };
  } catch (error) {
    const { points } = standing(loaded.value, { format: 1, exercises: {} });
    return { ...base, title, grading, points, attempts: 0, problem: toLabError(error).message };
  }
};

/** The grades of every course that can be read, each with all its labs and quizzes in teaching order. */
export const collectGrades = async (deps: Deps): Promise<readonly CourseGrades[]> => {
  const grades: CourseGrades[] = [];
  for (const { loaded } of await deps.catalog.courses()) {
    if (!loaded.ok) continue;
    const course = loaded.value;
    const listed = course.modules.flatMap((module) =>
      module.items.filter((item) => isAssessed(item.kind)).map((item) => ({ item, module: module.title })),
    );
    grades.push(courseGrades(course, await inParallel(listed, atATime, (one) => assess(deps, course, one))));
  }
  return grades;
};
