import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { LabError } from '../../../core/errors.js';
import type { PostgresEndpoint, PostgresSpec } from '../../../core/service/service.js';
import { delay } from '../../process/delay.js';
import { connect, withClient } from './client.js';
import type { PostgresFiles } from './files.js';
import { postgresFiles } from './files.js';
import { versionOf } from './provision.js';
import { learnerOf } from './roles.js';
import { serverError } from './server-error.js';
import type { Connection } from './service.js';
import { superuser } from './superuser.js';

/** A throw-away PostgreSQL with what the lab gives the learner. Every member throws `service-absent` once it has stopped. */
export interface ScratchPostgres {
  /** As the learner's code reaches it: host, port, role, password and first database. */
  endpoint(): PostgresEndpoint;
  /** As superuser. `database` is none that the learner's code would drop. */
  admin(): Connection;
  /** Product and version for people: `PostgreSQL 18.4`. */
  label(): string;
  /** Rejects with `service-absent` when it does not answer. */
  require(): Promise<void>;
}

export interface ScratchServer {
  readonly folder: string;
  readonly port: number;
  isAlive(): boolean;
}

/**
 * Opens a server that was copied from a lab's template to the learner's code. From now on it lets in everyone on this machine as
 * whoever they say they are: code of courses names roles and passwords of all kinds. Until now it was closed to others.
 */
export const openScratch = async (server: ScratchServer, spec: PostgresSpec): Promise<ScratchPostgres> => {
  const files = postgresFiles(server.folder);
  try {
    const admin = superuser(server.port, await readFile(files.password, 'utf8'));
    return handle(server, spec, admin, await admitEveryone(files, admin));
  } catch (error) {
    throw serverError(error, server.folder);
  }
};

const handle = (
  { isAlive }: ScratchServer,
  spec: PostgresSpec,
  admin: Connection,
  serverVersion: string,
): ScratchPostgres => {
  const alive = (): void => {
    if (!isAlive()) throw stopped();
  };
  const { host, port } = admin;
  const database = spec.databases[0] ?? admin.database;
  return {
    endpoint: () => {
      alive();
      return { kind: 'postgres', host, port, database, ...learnerOf(spec), serverVersion };
    },
    admin: () => {
      alive();
      return admin;
    },
    label: () => `PostgreSQL ${serverVersion}`,
    require: async () => {
      alive();
      if (!(await answers(admin))) throw stopped();
    },
  };
};

const stopped = (): LabError =>
  new LabError('service-absent', 'The PostgreSQL server of this check run has stopped.', {
    cure: 'Check again: every check run gets a new one.',
  });

/** A server that refuses a connection answers, unless it does so because it ends. Its supervisor may not have noticed yet. */
const answers = async (admin: Connection): Promise<boolean> => {
  try {
    await withClient(admin, (client) => client.query('SELECT 1'));
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError && !/^(08|57P)/.test(error.code ?? '');
  }
};

const everyone = 'host all all 127.0.0.1/32 trust\n';

/** Resolves with the server's version when nobody is asked for a password any more. */
const admitEveryone = async (files: PostgresFiles, admin: Connection): Promise<string> => {
  await writeFile(path.join(files.data, 'pg_hba.conf'), everyone);
  const version = await withClient(admin, async (client) => {
    await client.query('SELECT pg_reload_conf()');
    return versionOf(client);
  });
  await untilOpen({ ...admin, password: 'any' });
  return version;
};

const openTries = 500;
const openPollMs = 3;

/** The server reads its configuration again in its own time. */
const untilOpen = async (connection: Connection): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const client = await connect(connection);
      return await client.end();
    } catch (error) {
      if (attempt === openTries) throw error;
      await delay(openPollMs);
    }
  }
};
