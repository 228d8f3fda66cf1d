import type pg from 'pg';
import { identifier, literal } from '../../services/postgres/client.js';
import type { PostgresService } from '../../services/postgres/service.js';
import { guardSeed } from './seed-guard.js';

/** Serialises the processes that prepare databases on one server; any fixed number will do. */
const prepareLock = 7_302_018;

/** The role that reads the read-only copy. */
const readerUser = 'delabs_reader';

/** The disk space that one statement of a check may take for what does not fit into memory. */
export const temporaryFiles = `temp_file_limit = '1GB'`;

/** A database and the role that checks work as in it. */
export interface Workplace {
  readonly database: string;
  readonly role: { readonly user: string; readonly password: string };
}

/**
 * The read-only copy of the seeded data and its reader. The seed itself is kept without connections, as PostgreSQL asks of a
 * template. On a server of the learner's own where no role can be made, the reader is the given user with read-only transactions.
 */
export const prepareReadCopy = async (admin: pg.Pool, service: PostgresService): Promise<Workplace> => {
  const database = service.seedDatabase.replace(/^delabs_seed_/, 'delabs_read_');
  const { separate } = service.checkRole;
  const client = await admin.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [prepareLock]);
    const role = separate ? await ensureReader(client, service) : service.checkRole;
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) {
      if (separate) await guardSeed(client, service, role.user);
      await client.query(`create database ${identifier(database)} template ${identifier(service.seedDatabase)}`);
      await client.query(`revoke all on database ${identifier(database)} from public`);
    }
    await client.query(`grant connect on database ${identifier(database)} to ${identifier(role.user)}`);
    await client.query(`alter database ${identifier(database)} set default_transaction_read_only = on`);
    return { database, role };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [prepareLock]).catch(() => undefined);
    client.release();
  }
};

/**
 * Rights, not only settings, keep the reader from writing: it may turn read-only transactions off and still change nothing. What a
 * role may do to itself (its password, its settings) is put right again.
 */
const ensureReader = async (client: pg.PoolClient, service: PostgresService): Promise<Workplace['role']> => {
  const role = { user: readerUser, password: service.checkRole.password };
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role.user]);
  const rights = `login nosuperuser nocreatedb nocreaterole password ${literal(role.password)}`;
  await client.query(`${rowCount ? 'alter' : 'create'} role ${role.user} ${rights}`);
  for (const user of [role.user, service.checkRole.user])
    await client.query(`alter role ${identifier(user)} reset all`);
  await client.query(`alter role ${role.user} set ${temporaryFiles}`);
  return role;
};
