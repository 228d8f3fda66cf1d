import type pg from 'pg';
import { connect, withClient } from '../services/postgres/client.js';
import type { ScratchPostgres } from '../services/postgres/scratch.js';
import { SqlSession } from '../checks/sql/session.js';

/**
 * What holds whatever the learner's code has set for its databases and roles: nothing is written, and times are told in the way
 * that results are compared.
 */
const settings = [
  'default_transaction_read_only=on',
  'timezone=UTC',
  'datestyle=ISO,MDY',
  'intervalstyle=postgres',
  'statement_timeout=0',
  'lock_timeout=0',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * A connection of checks to a database of a scratch server: it reads everything and writes nothing. Unqualified names are those
 * that the learner's own role would find. Rejects as `pg` does.
 */
export const openScratchSession = async (postgres: ScratchPostgres, database: string): Promise<SqlSession> => {
  const client = await connect({ ...postgres.admin(), database }, settings);
  await client.query(
    `select set_config('search_path', replace(current_setting('search_path'), '"$user"', quote_ident($1)), false)`,
    [postgres.endpoint().user],
  );
  return new SqlSession('scratch', {
    client,
    isAlive: () => isAlive(postgres),
    cancel: (processId, force) => withClient(postgres.admin(), (admin) => cancel(admin, processId, force)),
    giveBack: () => client.end().catch(() => undefined),
  });
};

const cancel = async (admin: pg.Client, processId: number, force: boolean): Promise<void> => {
  await admin.query(force ? 'select pg_terminate_backend($1)' : 'select pg_cancel_backend($1)', [processId]);
};

const isAlive = (postgres: ScratchPostgres): boolean => {
  try {
    postgres.admin();
    return true;
  } catch {
    return false;
  }
};
