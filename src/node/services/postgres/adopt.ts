import { stat } from 'node:fs/promises';
import { within } from '../../process/delay.js';
import type { ProcessIdentity } from '../../process/identity.js';
import { isSameProcess } from '../../process/identity.js';
import { processExists, processFacts } from '../../process/process-facts.js';
import type { PostgresFiles } from './files.js';
import type { PostmasterFile } from './postmaster-file.js';
import { readPostmasterFile, removePostmasterFile } from './postmaster-file.js';
import { stopServer } from './stop-server.js';
import { connectAsSuperuser } from './superuser.js';

export interface Outlived {
  readonly server: ProcessIdentity;
  readonly port: number;
}

/**
 * The server that works on this data folder, if there is one and it answers. One that does not answer is ended. What a dead
 * server left behind and what would keep another from starting is cleared away.
 */
export const findOutlived = async (
  files: PostgresFiles,
  programs: string,
  published: ProcessIdentity | undefined,
): Promise<Outlived | undefined> => {
  if (!(await stat(files.data).catch(() => undefined))) return undefined;
  const file = await readPostmasterFile(files.data);
  const server = await findServer(files.data, file, published);
  if (server) {
    const port = file?.pid === server.pid ? file.port : undefined;
    if (port !== undefined && (await answers(files, port))) return { server, port };
    await stopServer(server, programs, files.data);
    if (await isSameProcess(server)) return undefined;
  }
  // A pid that nobody has PostgreSQL recognises as stale by itself, and frees the dead server's shared memory then. One that
  // a stranger has got, or a dead process that its parent has not collected, it takes for a server.
  if (file && processExists(file.pid)) await removePostmasterFile(files.data);
  return undefined;
};

/** A pid alone proves nothing: the start time must be the published one, or the command line must name this data folder. */
const findServer = async (
  data: string,
  file: PostmasterFile | undefined,
  published: ProcessIdentity | undefined,
): Promise<ProcessIdentity | undefined> => {
  if (published && (await isSameProcess(published))) return published;
  if (!file) return undefined;
  const facts = await processFacts(file.pid);
  return facts?.command.includes(data) === true ? { pid: file.pid, startedAt: facts.startedAt } : undefined;
};

/** Milliseconds that a server gets to answer before it is taken for one that never will. */
const answerMs = 5000;

const answers = async (files: PostgresFiles, port: number): Promise<boolean> => {
  const exchange = async (): Promise<boolean> => {
    const client = await connectAsSuperuser(files, port);
    await client.query('SELECT 1').finally(() => client.end());
    return true;
  };
  return (
    (await within(
      answerMs,
      exchange().catch(() => false),
    )) === true
  );
};
