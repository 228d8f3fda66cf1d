import { labCode } from '../app/lab-agreement.js';
import { LabError } from '../core/errors.js';
import type { Handlers } from './handler.js';

export const codeHandlers: Pick<Handlers, 'labCode' | 'agreeToCode'> = {
  labCode: async (session, { courseId, itemId }) => {
    const { course, lab } = await session.deps.catalog.lab(courseId, itemId);
    const code = await labCode(session.deps, lab);
    const { title, folder } = lab;
    if (!code) return { title, folder, agreed: true, runs: [] };
    return {
      title,
      folder,
      ...code,
      agreed: session.isShipped(course) || (await session.deps.agreements.has(code.hash)),
    };
  },

  agreeToCode: async ({ deps }, { courseId, itemId, hash }) => {
    const { lab } = await deps.catalog.lab(courseId, itemId);
    if ((await labCode(deps, lab))?.hash !== hash) {
      throw new LabError('usage', `“${lab.title}” has changed since it was looked at.`, {
        cure: 'Look at what it runs now, then agree again.',
      });
    }
    await deps.agreements.add(hash);
    return null;
  },
};
