import { exerciseOf } from '../app/check-exercise.js';
import { resetExercise, restoreBackup } from '../app/reset-exercise.js';
import { labFolder, placeData, placeStarters, startServices } from '../app/start-lab.js';
import { nextHint, offeredHints } from '../core/course/hints.js';
import { progressOf, revealHint } from '../core/course/progress.js';
import { nextExercise } from '../core/course/states.js';
import { LabError } from '../core/errors.js';
import { exerciseView } from './exercise-view.js';
import type { Handlers } from './handler.js';
import { decodeBackup, encodeBackup } from './backup-id.js';

export const labHandlers: Pick<
  Handlers,
  'startLab' | 'stopLab' | 'resetExercise' | 'resetData' | 'undoReset' | 'revealHint' | 'setTargets' | 'testExternal'
> = {
  startLab: async (session, { courseId, itemId }, signal) => {
    const workspace = session.workspace();
    const { course, lab } = await session.deps.catalog.lab(courseId, itemId);
    await session.requireAgreement(course, lab);
    const folder = labFolder(workspace, courseId, itemId);
    const starters = await placeStarters(session.deps, lab, folder);
    const data = await placeData(session.deps, lab, folder, signal, (progress) =>
      session.progress(lab.title, progress),
    );
    const running = await startServices(
      session.deps,
      lab,
      session.owner(itemId, workspace),
      signal,
      (name, progress) => {
        const spec = lab.services[name];
        if (spec) session.serviceProgress(lab, name, spec.kind, progress);
      },
    ).catch((error: unknown) => {
      session.servicesFailed(lab, error);
      throw error;
    });
    const services = [...running].map(([name, service]) => ({
      name: `${lab.id}/${name}`,
      kind: service.kind,
      state: 'ready' as const,
      endpoint: service.endpoint(),
      message: service.label(),
    }));
    services.forEach((status) => session.serviceReady(status));
    const node = await session.tree.item(course, (await session.deps.catalog.item(courseId, itemId)).item);
    const exercise = nextExercise(node.exercises);
    if (!exercise) throw new LabError('usage', `\`${itemId}\` has no exercise to start.`);
    session.emit('changed', { courseId, itemId });
    return { folder, created: [...starters, ...data], services, exercise };
  },

  stopLab: async (session, { courseId, itemId }) => {
    const workspace = session.workspace();
    const { lab } = await session.deps.catalog.lab(courseId, itemId);
    for (const [name, spec] of Object.entries(lab.services)) {
      await session.deps.services.stop(session.owner(itemId, workspace), name, spec);
      session.serviceReady({ name: `${lab.id}/${name}`, kind: spec.kind, state: 'absent' });
      session.emit('serviceChanged', { name: `${lab.id}/${name}`, kind: spec.kind, state: 'absent' });
    }
    return null;
  },

  resetExercise: async (session, ref) => {
    const workspace = session.workspace();
    const { lab } = await session.deps.catalog.lab(ref.courseId, ref.itemId);
    const folder = labFolder(workspace, ref.courseId, ref.itemId);
    const { backup, files } = await resetExercise(session.deps, exerciseOf(lab, ref.exerciseId), folder);
    session.emit('changed', { courseId: ref.courseId, itemId: ref.itemId });
    return { backup: encodeBackup({ kind: 'files', ...ref, backup }), files };
  },

  resetData: async (session, { courseId, itemId }, signal) => {
    const workspace = session.workspace();
    const { lab } = await session.deps.catalog.lab(courseId, itemId);
    const running = await startServices(session.deps, lab, session.owner(itemId, workspace), signal, () => undefined);
    const backups: Record<string, string> = {};
    for (const [name, service] of running) backups[name] = await service.resetData();
    return { backup: encodeBackup({ kind: 'data', courseId, itemId, backups }) };
  },

  undoReset: async (session, { backup: text }, signal) => {
    const workspace = session.workspace();
    const backup = decodeBackup(text);
    const { courseId, itemId } = backup;
    const { lab } = await session.deps.catalog.lab(courseId, itemId);
    if (backup.kind === 'files') {
      const exercise = exerciseOf(lab, backup.exerciseId);
      const restored = await restoreBackup(
        session.deps,
        exercise,
        labFolder(workspace, courseId, itemId),
        backup.backup,
      );
      session.emit('changed', { courseId, itemId });
      return { backup: encodeBackup({ ...backup, backup: restored.backup }) };
    }
    const running = await startServices(session.deps, lab, session.owner(itemId, workspace), signal, () => undefined);
    const backups: Record<string, string> = {};
    for (const [name, from] of Object.entries(backup.backups)) {
      const service = running.get(name);
      if (service) backups[name] = await service.restoreData(from);
    }
    return { backup: encodeBackup({ ...backup, backups }) };
  },

  revealHint: async (session, { courseId, itemId, exerciseId, checkId }) => {
    const { deps, tree, options } = session;
    const { course, lab } = await deps.catalog.lab(courseId, itemId);
    const exercise = exerciseOf(lab, exerciseId);
    await deps.progress.update(courseId, itemId, (before) => {
      const next = nextHint(offeredHints(exercise, checkId, progressOf(before, exerciseId)));
      return next ? revealHint(before, exerciseId, next.ladder, next.ladderSize) : before;
    });
    session.emit('changed', { courseId, itemId });
    return exerciseView(deps, tree, course, lab, exercise, options.workspace);
  },

  testExternal: (session, connection, signal) => session.deps.services.testExternal(connection, signal),

  setTargets: async (session, { targets }) => {
    session.deps.services.useTargets(targets);
    return null;
  },
};
