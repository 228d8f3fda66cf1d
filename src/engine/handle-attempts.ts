import { attemptFile, attemptOf, listAttempts, restoreAttempt } from '../app/attempts.js';
import { exerciseOf } from '../app/check-exercise.js';
import { labFolder } from '../app/start-lab.js';
import { progressOf } from '../core/course/progress.js';
import { LabError } from '../core/errors.js';
import { encodeBackup } from './backup-id.js';
import { solutionAnswer } from './exercise-view.js';
import type { Handlers } from './handler.js';

export const attemptHandlers: Pick<
  Handlers,
  'attempts' | 'attemptRun' | 'attemptFile' | 'restoreAttempt' | 'solution'
> = {
  attempts: async ({ deps }, ref) => listAttempts(deps, ref),

  attemptRun: async ({ deps }, { number, ...ref }) => (await attemptOf(deps, ref, number)).run,

  attemptFile: async ({ deps }, { number, path, ...ref }) => {
    const content = await attemptFile(deps, ref, await attemptOf(deps, ref, number), path);
    return content ? { text: new TextDecoder().decode(content) } : null;
  },

  restoreAttempt: async (session, { number, ...ref }) => {
    const { courseId, itemId } = ref;
    const folder = labFolder(session.workspace(), courseId, itemId);
    const { backup, files } = await restoreAttempt(session.deps, ref, number, folder);
    session.emit('changed', { courseId, itemId });
    return { backup: encodeBackup({ kind: 'files', ...ref, backup }), files };
  },

  solution: async ({ deps, tree }, { courseId, itemId, exerciseId }) => {
    const { lab } = await deps.catalog.lab(courseId, itemId);
    const exercise = exerciseOf(lab, exerciseId);
    const answer = solutionAnswer(lab, exercise, progressOf(await tree.progress(courseId, itemId), exerciseId));
    if (!answer.allowed) throw new LabError('usage', answer.reason, { cure: answer.cure });
    const files = exercise.files.flatMap(({ path, solution }) => (solution === undefined ? [] : [{ path, solution }]));
    return Promise.all(files.map(async ({ path, solution }) => ({ path, text: await deps.files.readText(solution) })));
  },
};
