import type { Handlers } from './handler.js';

export const packHandlers: Pick<Handlers, 'pack' | 'installPack'> = {
  pack: async ({ deps }, { courseId, itemId, target }) =>
    deps.packs.write({ courseId, ...(itemId === undefined ? {} : { itemId }), target }),

  installPack: async (session, { file }, signal) => {
    const { id, title, folder } = await session.deps.packs.install(file, signal);
    await session.refreshFolders();
    session.emit('changed', {});
    return { courseId: id, title, folder };
  },
};
