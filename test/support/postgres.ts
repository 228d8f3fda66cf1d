import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ServiceOwner } from '../../src/core/ports.js';
import type { PostgresSpec } from '../../src/core/service/service.js';
import { withClient } from '../../src/node/services/postgres/client.js';
import type { Connection, PostgresService } from '../../src/node/services/postgres/service.js';
import { asPostgres } from '../../src/node/services/postgres/service.js';
import type { LabServices } from '../../src/node/services/services.js';
import type { ServiceHome } from './service-home.js';
import { never } from './service-home.js';

type Row = (string | number | boolean | null)[];

/** Runs SQL and gives the rows as arrays of values. */
export const query = (connection: Connection, sql: string): Promise<Row[]> =>
  withClient(connection, async (client) => (await client.query<Row>({ text: sql, rowMode: 'array' })).rows);

/** The learner's own connection; `database` for another than the first. */
export const learner = (service: PostgresService, database?: string): Connection => {
  const endpoint = service.endpoint();
  return { ...endpoint, database: database ?? endpoint.database, ssl: false };
};

export const admin = (service: PostgresService, database?: string): Connection => {
  const connection = service.admin();
  return { ...connection, database: database ?? connection.database };
};

export const checker = (service: PostgresService, database: string): Connection => {
  const { user, password } = service.checkRole;
  return { ...service.admin(), user, password, database };
};

export const seedFile = async (home: ServiceHome, sql: string, name = 'seed.sql'): Promise<string> => {
  const file = path.join(home.home, name);
  await writeFile(file, sql);
  return file;
};

export const ensurePostgres = async (
  services: LabServices,
  owner: ServiceOwner,
  spec: PostgresSpec,
  onMessage: (message: string) => void = () => undefined,
): Promise<PostgresService> =>
  asPostgres(await services.ensure(owner, 'db', spec, never, ({ message }) => onMessage(message)));
