import type { FoundTable } from '../../../core/check/bind/found-table.js';
import type { CancelSignal } from '../../../core/ports.js';
import type { SqlSession } from './session.js';

/** More than anyone makes by hand. */
const mostTables = 500;

/** Nearest first: in the order of the search path, then by name. Schemas of the lab's own reference data are no work of the learner's. */
const query = `
  select coalesce(json_agg(json_build_object('schema', nspname, 'name', relname, 'columns', columns) order by place, nspname, relname), '[]')::text
  from (
    select n.nspname, c.relname, array_position(current_schemas(false), n.nspname) as place,
      coalesce((select json_agg(json_build_object('name', a.attname, 'type',
          case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) else format_type(a.atttypid, a.atttypmod) end) order by a.attnum)
        from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^(pg_|information_schema$|data_(full|quick)$)'
    order by place, n.nspname, c.relname limit ${mostTables}
  ) found`;

const known = new WeakMap<SqlSession, Promise<readonly FoundTable[]>>();

/** The tables and views that a session sees. Asked once: what checks do on a session changes none. */
export const learnerTables = (session: SqlSession, signal: CancelSignal): Promise<readonly FoundTable[]> => {
  const before = known.get(session);
  if (before) return before;
  const tables = ask(session, signal);
  known.set(session, tables);
  tables.catch(() => known.delete(session));
  return tables;
};

const ask = async (session: SqlSession, signal: CancelSignal): Promise<readonly FoundTable[]> => {
  const { rows } = await session.run(query, { keep: 1 }, signal);
  return JSON.parse(rows[0]?.[0] ?? '[]') as readonly FoundTable[];
};
