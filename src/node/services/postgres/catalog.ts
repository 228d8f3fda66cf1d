import type { Client } from 'pg';
import { delay } from '../../process/delay.js';
import { identifier, literal } from './client.js';
import type { Marker } from './marker.js';
import { readMarker, writeMarker } from './marker.js';

export interface Database {
  readonly name: string;
  readonly marker: Marker | undefined;
  readonly connectable: boolean;
}

/** Every database of the server by name, templates left out. */
export const databasesOf = async (admin: Client): Promise<ReadonlyMap<string, Database>> => {
  const { rows } = await admin.query<{ name: string; comment: string | null; connectable: boolean }>(
    `SELECT datname AS name, shobj_description(oid, 'pg_database') AS comment, datallowconn AS connectable
       FROM pg_database WHERE datname NOT IN ('template0', 'template1')`,
  );
  return new Map(
    rows.map(({ name, comment, connectable }) => [name, { name, marker: readMarker(comment), connectable }]),
  );
};

export const setMarker = async (admin: Client, database: string, marker: Marker): Promise<void> => {
  await admin.query(`COMMENT ON DATABASE ${identifier(database)} IS ${literal(writeMarker(marker))}`);
};

export const allowConnections = async (admin: Client, database: string, allowed: boolean): Promise<void> => {
  await admin.query(`ALTER DATABASE ${identifier(database)} WITH ALLOW_CONNECTIONS ${allowed}`);
};

export const dropDatabase = async (admin: Client, database: string): Promise<void> => {
  await admin.query(`DROP DATABASE IF EXISTS ${identifier(database)} WITH (FORCE)`);
};

/** How many sessions a database has. */
export const sessionsIn = async (admin: Client, database: string): Promise<number> => {
  const { rows } = await admin.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
    [database],
  );
  return Number(rows[0]?.count ?? 0);
};

const leaveTries = 100;

/**
 * Renames a database, once the sessions that are just leaving it are gone. PostgreSQL itself looks only ten times a second;
 * that is long for a learner who waits.
 */
export const renameDatabase = async (admin: Client, from: string, to: string): Promise<void> => {
  for (let attempt = 0; attempt < leaveTries && (await sessionsIn(admin, from)) > 0; attempt += 1) await delay(3);
  await admin.query(`ALTER DATABASE ${identifier(from)} RENAME TO ${identifier(to)}`);
};
