import type pg from 'pg';
import { identifier, literal, withClient } from '../../services/postgres/client.js';
import type { PostgresService } from '../../services/postgres/service.js';

/** Built-in functions that write though they are called in a SELECT and need no right to be. */
const writingFunctions = [
  'lo_creat', 'lo_create', 'lo_from_bytea', 'lo_open', 'lo_put', 'lowrite', 'lo_truncate', 'lo_truncate64', 'lo_unlink',
]; // prettier-ignore

/** Functions that end what others are doing under the same role. */
const meddlingFunctions = ['pg_cancel_backend', 'pg_terminate_backend'];

/**
 * Sets the rights in the seed database, which every copy of it inherits: who checks may own what is in it, but never the database
 * itself, which its owner could drop; and the reader reads, and nothing it may call writes. May be run again at any time.
 */
export const guardSeed = async (admin: pg.PoolClient, service: PostgresService, reader: string): Promise<void> => {
  await admin.query(`alter database ${identifier(service.seedDatabase)} owner to current_user`);
  await withClient({ ...service.admin(), database: service.seedDatabase }, (client) =>
    client.query(rightsIn(service.checkRole.user, reader)),
  );
};

const list = (names: readonly string[]): string => names.map(literal).join(', ');

const rightsIn = (checker: string, reader: string): string => `do $guard$
declare
  place name;
  routine regprocedure;
begin
  for place in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
    execute format('grant usage on schema %I to ${reader}', place);
    execute format('grant select on all tables in schema %I to ${reader}', place);
    execute format('grant select on all sequences in schema %I to ${reader}', place);
  end loop;
  for routine in select oid from pg_proc where prosecdef and pronamespace <> 'pg_catalog'::regnamespace
      or pronamespace = 'pg_catalog'::regnamespace and proname in (${list(writingFunctions)}) loop
    execute format('revoke execute on routine %s from public', routine);
    execute format('grant execute on routine %s to ${checker}', routine);
  end loop;
  for routine in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname in (${list(meddlingFunctions)}) loop
    execute format('revoke execute on function %s from public', routine);
  end loop;
end $guard$`;
