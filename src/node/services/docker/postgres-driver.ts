import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import { composeProject } from '../../../core/service/compose.js';
import { delay, orCancelled } from '../../process/delay.js';
import { errorCode } from '../../process/error-code.js';
import type { ProcessIdentity } from '../../process/identity.js';
import { exitOf, isSameProcess, signalProcess, waitForExit } from '../../process/identity.js';
import { choosePort } from '../choose-port.js';
import type { ServiceDriver, StartContext, StartedService } from '../driver.js';
import type { Instance } from '../instance.js';
import type { PostgresFiles } from '../postgres/files.js';
import { postgresFiles } from '../postgres/files.js';
import { boundLog, logSize, logTail } from '../postgres/log-file.js';
import { wellKnownPort } from '../postgres/settings.js';
import { connectAsSuperuser, ensureCheckPassword, ensurePassword } from '../postgres/superuser.js';
import type { ServerProcess } from '../watched-process.js';
import { composeOf, writeCompose } from './compose.js';
import { requireDocker } from './docker.js';

const attempts = 5;
const pollMs = 250;
const stopMs = 20_000;

/** PostgreSQL in a container, kept by a supervisor as any other: `docker compose up` stands for the server's process. */
export const dockerPostgresDriver: ServiceDriver = {
  adopt: async (instance, last) => {
    const files = postgresFiles(instance.folder);
    const { server, port } = last ?? {};
    if (!server || !(await isSameProcess(server))) return undefined;
    if (port !== undefined && (await answers(files, port)))
      return started(instance, files, server, port, exitOf(server));
    await stop(instance.folder, server);
    return undefined;
  },

  start: async (instance, context) => {
    const files = postgresFiles(instance.folder);
    await requireDocker(context.signal);
    await ensurePassword(files);
    await ensureCheckPassword(files);
    const lost = new Set<number>();
    for (let attempt = 1; ; attempt += 1) {
      const port = await choosePort(instance.wellKnownPort ? wellKnownPort : undefined, context, lost);
      const logged = await logSize(files.log);
      const service = await tryStart(instance, files, port, context);
      if (service) return service;
      const log = await logTail(files.log, logged);
      if (attempt === attempts || !portTaken(log)) throw startError(log);
      lost.add(port);
    }
  },
};

/** `undefined` when the containers ended before the server was ready. */
const tryStart = async (
  instance: Instance,
  files: PostgresFiles,
  port: number,
  context: StartContext,
): Promise<StartedService | undefined> => {
  const { folder, version } = instance;
  await context.say('Starting PostgreSQL in Docker; its image is downloaded the first time.');
  const compose = await writeCompose(folder, composeProject({ version, port, passwordFile: files.password }));
  const process = await compose.up(files.log);
  const { identity, exited } = process;
  if (!identity) return undefined;
  try {
    await context.spawned(identity);
    if (!(await becomesReady(process, files, port, context.signal))) return undefined;
    return started(instance, files, identity, port, exited);
  } catch (error) {
    await stop(folder, identity);
    throw error;
  }
};

const becomesReady = async (
  process: ServerProcess,
  files: PostgresFiles,
  port: number,
  signal: CancelSignal,
): Promise<boolean> => {
  for (; !process.hasExited(); await delay(pollMs, signal)) {
    if (await orCancelled(answers(files, port), signal)) return true;
  }
  return false;
};

/** SQLSTATE of a wrong password: an answer, from a server whose data is older than our note of its password. */
const wrongPassword = '28P01';

const answers = async (files: PostgresFiles, port: number): Promise<boolean> => {
  try {
    const client = await connectAsSuperuser(files, port);
    await client.query('SELECT 1').finally(() => client.end());
    return true;
  } catch (error) {
    if (errorCode(error) !== wrongPassword) return false;
    throw new LabError('service-failed', 'The data in the Docker volume was made with another password.', {
      cure: 'Remove the volume with `docker volume ls` and `docker volume rm`, then start again.',
    });
  }
};

const started = (
  { folder }: Instance,
  files: PostgresFiles,
  server: ProcessIdentity,
  port: number,
  exited: Promise<void>,
): StartedService => ({
  server,
  port,
  exited,
  stop: () => stop(folder, server),
  discard: () => stop(folder, server),
  upkeep: () => boundLog(files.log),
  lastWords: async () => ({
    file: folder,
    cure: 'Start the lab again; the data is kept in its Docker volume.',
    detail: await logTail(files.log),
  }),
});

const stop = async (folder: string, server: ProcessIdentity): Promise<void> => {
  const signal = new AbortController().signal;
  await composeOf(folder)
    .stop(signal)
    .catch(() => undefined);
  if (await waitForExit(server, stopMs)) return;
  await signalProcess(server, 'SIGKILL');
};

const portTaken = (log: string): boolean => /port is already allocated|address already in use/i.test(log);

const startError = (log: string): LabError =>
  new LabError('service-failed', 'The container with PostgreSQL ended while it was starting.', {
    cure: 'Look at the end of its log.',
    detail: log,
  });
