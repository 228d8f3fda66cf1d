import type { Client } from 'pg';
import { connect, withClient } from '../../src/node/services/postgres/client.js';
import type { PostgresService } from '../../src/node/services/postgres/service.js';
import { eventually } from './service-home.js';

/** Everything that could tell that something on a server was changed, as text, by database; clones left out. */
export type ServerFacts = Readonly<Record<string, readonly string[]>>;

const clones = `datname LIKE 'delabs\\_clone\\_%'`;

/** Roles and databases with their rights and settings, and the server's own configuration. Passwords are made anew at each start. */
const shared = `
  SELECT format('role %s super=%s createdb=%s createrole=%s login=%s until=%s', rolname, rolsuper, rolcreatedb, rolcreaterole, rolcanlogin, rolvaliduntil)
    FROM pg_roles WHERE rolname NOT LIKE 'delabs\\_clone\\_%'
  UNION ALL SELECT format('member %s of %s', member::regrole, roleid::regrole) FROM pg_auth_members WHERE member::regrole::text NOT LIKE '%delabs\\_clone\\_%'
  UNION ALL SELECT format('database %s owner=%s allow=%s acl=%s comment=%s', datname, datdba::regrole, datallowconn, datacl, shobj_description(oid, 'pg_database'))
    FROM pg_database WHERE NOT ${clones}
  UNION ALL SELECT format('setting %s %s %s', (SELECT datname FROM pg_database WHERE oid = setdatabase), setrole::regrole, setconfig) FROM pg_db_role_setting
  UNION ALL SELECT 'auto.conf ' || pg_read_file('postgresql.auto.conf')
  UNION ALL SELECT format('locks %s', count(*)) FROM pg_locks WHERE locktype = 'advisory'
  UNION ALL SELECT format('prepared %s', count(*)) FROM pg_prepared_xacts
  ORDER BY 1`;

const inside = `
  SELECT format('%s %s.%s owner=%s acl=%s', relkind, nspname, relname, relowner::regrole, relacl) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname !~ '^pg_(catalog|toast)' AND nspname <> 'information_schema'
  UNION ALL SELECT format('rows %s.%s %s', table_schema, table_name,
      (xpath('/row/x/text()', query_to_xml(format('SELECT count(*) || %L || coalesce(md5(string_agg(t::text, %L ORDER BY t::text)), %L) AS x FROM %I.%I t', ':', '|', '', table_schema, table_name), false, true, '')))[1])
    FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT format('sequence %s %s', sequencename, last_value) FROM pg_sequences
  UNION ALL SELECT format('large object %s %s', oid, md5(lo_get(oid))) FROM pg_largeobject_metadata
  UNION ALL SELECT format('schema %s %s %s', nspname, nspowner::regrole, nspacl) FROM pg_namespace WHERE nspname !~ '^pg_(temp|toast)'
  UNION ALL SELECT format('function %s %s', p.oid::regprocedure, md5(prosrc || coalesce(proacl::text, ''))) FROM pg_proc p
    WHERE pronamespace <> 'pg_catalog'::regnamespace AND pronamespace <> 'information_schema'::regnamespace OR proacl IS NOT NULL
  UNION ALL SELECT format('default rights %s', defaclacl) FROM pg_default_acl
  UNION ALL SELECT format('extension %s', extname) FROM pg_extension
  ORDER BY 1`;

/** Looks at a server again and again. */
export interface FactsWatch {
  /** What is on the server; without what is in the seed database, to which nobody may stay connected. */
  facts(): Promise<ServerFacts>;
  /** As {@link facts}, with the seed. */
  allFacts(): Promise<ServerFacts>;
  close(): Promise<void>;
}

export const watchFacts = async (service: PostgresService): Promise<FactsWatch> => {
  const login = service.admin();
  const admin = await connect(login);
  const names = await lines(admin, `SELECT datname FROM pg_database WHERE datallowconn AND NOT ${clones} ORDER BY 1`);
  const open = await Promise.all(
    names
      .filter((name) => name !== service.seedDatabase)
      .map(async (database) => [database, await connect({ ...login, database })] as const),
  );
  const facts = async (): Promise<ServerFacts> => {
    const each = open.map(async ([database, client]) => [database, await lines(client, inside)] as const);
    return { server: await lines(admin, shared), ...Object.fromEntries(await Promise.all(each)) };
  };
  return {
    facts,
    allFacts: async () => {
      const seed = await withClient({ ...login, database: service.seedDatabase }, (client) => lines(client, inside));
      return { ...(await facts()), seed };
    },
    close: async () => {
      await Promise.all([admin, ...open.map(([, client]) => client)].map((client) => client.end()));
    },
  };
};

/** Names of the clones there are, and of roles made for clones. */
export const clonesOf = (service: PostgresService): Promise<readonly string[]> =>
  withClient(service.admin(), (client) =>
    lines(
      client,
      `SELECT datname::text FROM pg_database WHERE ${clones} UNION SELECT rolname FROM pg_roles WHERE rolname LIKE 'delabs\\_clone\\_%' ORDER BY 1`,
    ),
  );

/** Resolves when no clone is left: nobody waits for them to be dropped. */
export const clonesGone = (service: PostgresService): Promise<void> =>
  eventually('every clone is dropped', async () => (await clonesOf(service)).length === 0);

/** Statements that run for checks at this moment. */
export const runningChecks = (service: PostgresService): Promise<readonly string[]> =>
  withClient(service.admin(), (client) =>
    lines(
      client,
      `SELECT query FROM pg_stat_activity WHERE state = 'active' AND (usename = 'delabs_reader' OR usename LIKE 'delabs\\_clone\\_%')`,
    ),
  );

const lines = async (client: Client, sql: string): Promise<readonly string[]> => {
  const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' });
  return rows.map(([line]) => line);
};
