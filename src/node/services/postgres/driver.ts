import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../../core/errors.js';
import { throwIfCancelled, delay, orCancelled } from '../../process/delay.js';
import type { ProcessIdentity } from '../../process/identity.js';
import { exitOf } from '../../process/identity.js';
import { choosePort } from '../choose-port.js';
import type { ServiceDriver, StartContext, StartedService } from '../driver.js';
import type { Instance } from '../instance.js';
import { findOutlived } from './adopt.js';
import type { PostgresFiles } from './files.js';
import { postgresFiles } from './files.js';
import { boundLog, logSize, logTail } from './log-file.js';
import { becomesReady, spawnServer } from './server.js';
import { lostPort, startError, stillLeaving } from './start-error.js';
import { wellKnownPort } from './settings.js';
import { discardServer, stopServer } from './stop-server.js';
import { connectAsSuperuser, ensureCheckPassword, keepTemplatePassword, ownPassword } from './superuser.js';
import type { Template } from './template.js';
import { copyTemplate, ensureTemplate, readTemplate } from './template.js';

const attempts = 20;
const leavingMs = 250;

/** PostgreSQL under a supervisor. */
export const postgresDriver: ServiceDriver = {
  adopt: async (instance, last) => {
    const files = postgresFiles(instance.folder);
    const found = await findOutlived(files, instance.programs, last?.server);
    return found && started(instance, files, found.server, found.port, exitOf(found.server));
  },

  start: async (instance, context) => {
    const files = postgresFiles(instance.folder);
    const template = await prepareData(instance, files, context);
    const lost = new Set<number>();
    for (let attempt = 1; ; attempt += 1) {
      const port = await choosePort(instance.wellKnownPort ? wellKnownPort : undefined, context, lost);
      const logged = await logSize(files.log);
      const service = await tryStart(instance, files, port, template, context);
      if (service) return service;
      const log = await logTail(files.log, logged);
      if (attempt === attempts || !(lostPort(log) || stillLeaving(log))) throw startError(log, instance.folder);
      if (lostPort(log)) lost.add(port);
      else await delay(leavingMs, context.signal);
    }
  },
};

/** `undefined` when the server ended before it was ready. */
const tryStart = async (
  instance: Instance,
  files: PostgresFiles,
  port: number,
  template: Template,
  context: StartContext,
): Promise<StartedService | undefined> => {
  await context.say('Starting PostgreSQL.');
  const process = await spawnServer(instance.programs, files, port, instance.durable);
  const { identity, exited } = process;
  if (!identity) return undefined;
  try {
    await context.spawned(identity);
    if (!(await becomesReady(process, files, context.signal))) return undefined;
    // What was prepared by someone keeps the password that they know.
    const own = instance.template === undefined ? template.password : undefined;
    await orCancelled(exchange(files, port, own), context.signal);
    return started(instance, files, identity, port, exited);
  } catch (error) {
    await stopServer(identity, instance.programs, files.data);
    throw error;
  }
};

/** Ready is who answers a query. A password that is everybody's is replaced. */
const exchange = async (files: PostgresFiles, port: number, shared: string | undefined): Promise<void> => {
  const client = await connectAsSuperuser(files, port);
  try {
    await client.query('SELECT 1');
    if (shared !== undefined) await ownPassword(client, files, shared);
  } finally {
    await client.end();
  }
};

const started = (
  { folder, programs }: Instance,
  files: PostgresFiles,
  server: ProcessIdentity,
  port: number,
  exited: Promise<void>,
): StartedService => ({
  server,
  port,
  exited,
  stop: () => stopServer(server, programs, files.data),
  discard: () => discardServer(server, programs, files.data),
  upkeep: () => boundLog(files.log),
  lastWords: async () => ({
    file: folder,
    cure: 'Start the lab again; the data is kept.',
    detail: await logTail(files.log),
  }),
});

const prepareData = async (instance: Instance, files: PostgresFiles, context: StartContext): Promise<Template> => {
  const { programs, templates } = instance;
  const template =
    instance.template === undefined
      ? await ensureTemplate(programs, templates, context.signal, () =>
          context.say('Preparing PostgreSQL for the first time.'),
        )
      : await readTemplate(instance.template);
  const versionFile = path.join(files.data, 'PG_VERSION');
  const [ours, theirs] = await Promise.all(
    [path.join(template.data, 'PG_VERSION'), versionFile].map((file) => readFile(file, 'utf8').catch(() => undefined)),
  );
  if (theirs === undefined) {
    await context.say('Preparing the data folder.');
    await keepTemplatePassword(files, template.password);
    await copyTemplate(template, files.data);
  } else if (ours !== theirs) {
    throw new LabError(
      'service-failed',
      `The data was written by PostgreSQL ${theirs.trim()}; this is ${ours?.trim()}.`,
      {
        file: files.data,
        cure: `Move the folder ${files.data} away and start again with fresh data.`,
      },
    );
  }
  await ensureCheckPassword(files);
  throwIfCancelled(context.signal);
  return template;
};
