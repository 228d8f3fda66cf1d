import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { openWorld } from '../node/world.js';
import { serve } from './server.js';
import { EngineSession } from './session.js';
import { watchCourses } from './watch-courses.js';

declare const DELABS_VERSION: string;

/** The engine of one window: forked by the extension host, ends with it. */
const here = path.dirname(fileURLToPath(import.meta.url));
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));

const server = serve(connection, DELABS_VERSION, async (options, emit) => {
  const world = openWorld({
    home: options.home,
    courseFolders: options.courseFolders,
    supervisorScript: path.join(here, 'supervisor.mjs'),
    pythonHelpers: path.join(here, 'python'),
    keepSpares: true,
    completeCourses: false,
    log: (level, message) => emit('log', { level, message }),
  });
  const session = new EngineSession(world, options, emit);
  await session.refreshFolders();
  const watch = watchCourses(options.courseFolders, () => {
    world.catalog.invalidate();
    emit('changed', {});
  });
  return Object.assign(session, {
    async close() {
      watch.close();
      await world.close();
    },
  });
});

let ending: Promise<void> | undefined;
const end = (): void => {
  ending ??= server.close().finally(() => process.exit(0));
};
process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
