import { validateCourse } from '../app/validate-course.js';
import { exerciseOf } from '../app/check-exercise.js';
import { exerciseAtWork } from '../core/course/exercise-at-work.js';
import { relativeTo } from '../core/paths.js';
import { exerciseView } from './exercise-view.js';
import type { Handlers } from './handler.js';
import { courseNode } from './tree.js';

export const courseHandlers: Pick<
  Handlers,
  'courses' | 'items' | 'item' | 'validate' | 'exercise' | 'exerciseOfFile' | 'services' | 'setTrusted'
> = {
  courses: async ({ deps }) => (await deps.catalog.courses()).map(courseNode),

  items: async ({ deps, tree }, { courseId, moduleId }) => tree.items(await deps.catalog.course(courseId), moduleId),

  item: async ({ deps, tree }, { courseId, itemId }) => {
    const { course, item } = await deps.catalog.item(courseId, itemId);
    return tree.item(course, item);
  },

  validate: async ({ deps }, { courseId }) => validateCourse(deps.catalog, courseId, deps.validated),

  exercise: async ({ deps, tree, options }, { courseId, itemId, exerciseId }) => {
    const { course, lab } = await deps.catalog.lab(courseId, itemId);
    return exerciseView(deps, tree, course, lab, exerciseOf(lab, exerciseId), options.workspace);
  },

  exerciseOfFile: async ({ deps, tree, options }, { path, lookedAt }) => {
    const inside = options.workspace === undefined ? undefined : relativeTo(options.workspace, path);
    const [courseId, itemId, ...rest] = inside?.split('/') ?? [];
    if (courseId === undefined || itemId === undefined || rest.length === 0) return null;
    const found = await deps.catalog.lab(courseId, itemId).catch(() => undefined);
    if (!found) return null;
    const sharing = found.lab.exercises.filter(({ files }) => files.some((file) => file.path === rest.join('/')));
    const progress = await tree.progress(courseId, itemId);
    const exerciseId = exerciseAtWork(
      await Promise.all(
        sharing.map(async (exercise) => ({
          id: exercise.id,
          state: await tree.stateOf(courseId, found.lab, exercise, progress),
        })),
      ),
      lookedAt?.courseId === courseId && lookedAt.itemId === itemId ? lookedAt.exerciseId : undefined,
    );
    return exerciseId === undefined ? null : { courseId, itemId, exerciseId };
  },

  services: async (session) => session.services(),

  setTrusted: async (session, { trusted }) => {
    session.trusted = trusted;
    return null;
  },
};
