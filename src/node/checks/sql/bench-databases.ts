import type pg from 'pg';
import type { PostgresService } from '../../services/postgres/service.js';

/** Serialises the processes that prepare databases on one server; any fixed number will do. */
const prepareLock = 7_302_018;

const cloneMark = 'delabs_clone_';

/** Clones carry the process id of their maker, so that another process can tell abandoned ones. */
export const cloneName = (processId: number, number: number): string => `${cloneMark}${processId}_${number}`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export interface ReadCopy {
  readonly database: string;
  readonly role: { readonly user: string; readonly password: string };
}

/**
 * The read-only copy of the seeded data and its reader. The seed itself is kept without connections, as PostgreSQL asks of a
 * template. On a server of the learner's own where no role can be made, the reader is the given user with read-only transactions.
 */
export const prepareReadCopy = async (admin: pg.Pool, service: PostgresService): Promise<ReadCopy> => {
  const database = service.seedDatabase.replace(/^delabs_seed_/, 'delabs_read_');
  const client = await admin.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [prepareLock]);
    const role = service.checkRole.separate ? await ensureReader(client, service) : service.checkRole;
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) {
      await client.query(`create database ${quoted(database)} template ${quoted(service.seedDatabase)}`);
      await client.query(`revoke all on database ${quoted(database)} from public`);
    }
    await client.query(`grant connect on database ${quoted(database)} to ${quoted(role.user)}`);
    await client.query(`alter database ${quoted(database)} set default_transaction_read_only = on`);
    return { database, role };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [prepareLock]).catch(() => undefined);
    client.release();
  }
};

/** Rights, not only settings, keep the reader from writing: it may turn read-only transactions off and still change nothing. */
const ensureReader = async (client: pg.PoolClient, service: PostgresService): Promise<ReadCopy['role']> => {
  const role = { user: 'delabs_reader', password: service.checkRole.password };
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role.user]);
  if (!rowCount) {
    await client.query(
      `create role ${role.user} login nosuperuser nocreatedb nocreaterole password '${role.password.replaceAll("'", "''")}'`,
    );
    await client.query(`grant pg_read_all_data to ${role.user}`);
  }
  return role;
};

/** A new database with the seeded data, in which the check role may do everything but drop it. */
export const makeClone = async (admin: pg.Pool, service: PostgresService, name: string): Promise<string> => {
  await admin.query(`create database ${quoted(name)} template ${quoted(service.seedDatabase)}`);
  await admin.query(`revoke connect on database ${quoted(name)} from public`);
  await admin.query(`grant all on database ${quoted(name)} to ${quoted(service.checkRole.user)}`);
  return name;
};

export const dropClone = async (admin: pg.Pool, name: string): Promise<void> => {
  await admin.query(`drop database if exists ${quoted(name)} with (force)`);
};

/** Drops clones whose maker is gone. */
export const dropAbandonedClones = async (admin: pg.Pool): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database where datname like '${cloneMark.replaceAll('_', '\\_')}%'`,
  );
  for (const { name } of rows) {
    const maker = Number(name.slice(cloneMark.length).split('_')[0]);
    if (!isAlive(maker)) await dropClone(admin, name);
  }
};

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
