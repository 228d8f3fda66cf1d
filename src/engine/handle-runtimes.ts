import { labFolder, startServices } from '../app/start-lab.js';
import { LabError } from '../core/errors.js';
import type { Handlers } from './handler.js';

export const runtimeHandlers: Pick<Handlers, 'runtimeEnvironment'> = {
  runtimeEnvironment: async (session, { courseId, itemId }, signal) => {
    const workspace = session.workspace();
    const { course, lab } = await session.deps.catalog.lab(courseId, itemId);
    await session.requireAgreement(course, lab);
    const spec = Object.values(lab.runtimes).find(({ kind }) => kind === 'python');
    if (!spec) {
      throw new LabError('usage', `\`${lab.title}\` runs no Python.`, { cure: 'Open a file of a lab that does.' });
    }
    const owner = session.owner(itemId, workspace);
    const running = await startServices(session.deps, lab, owner, signal, (name, progress) => {
      const service = lab.services[name];
      if (service) session.serviceProgress(lab, name, service.kind, progress);
    }).catch((error: unknown) => {
      session.servicesFailed(lab, error);
      throw error;
    });
    session.settleServices(lab, 'ready');
    const [postgres] = [...running.values()].map((service) => service.endpoint());
    const work = { folder: labFolder(workspace, courseId, itemId), postgres };
    return session.deps.pythons.forLearner(spec, work, signal, (progress) => session.progress(lab.title, progress));
  },
};
