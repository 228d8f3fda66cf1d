import type { CancelSignal } from '../../../core/ports.js';
import type { SqlSession } from './session.js';

export interface ColumnFacts {
  readonly name: string;
  /** As `format_type` prints it: `character varying(20)`. */
  readonly type: string;
  readonly nullable: boolean;
  /** A DEFAULT, an identity or a generated column. */
  readonly hasDefault: boolean;
}

export interface ReferencedTable {
  readonly schema: string;
  readonly name: string;
  /** Whether it is found without its schema. */
  readonly visible: boolean;
}

export interface ForeignKeyFacts {
  readonly columns: readonly string[];
  readonly references: ReferencedTable;
  readonly to: readonly string[];
}

/** What PostgreSQL's catalog says about one table. */
export interface TableFacts {
  readonly columns: readonly ColumnFacts[];
  readonly primaryKey: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKeyFacts[];
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Names of the first `count` columns of a key. */
const keyColumns = (relation: string, keys: string, count = 'k.n'): string =>
  `(select json_agg(a.attname order by k.n) from unnest(${keys}) with ordinality k(attnum, n) join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.attnum where k.n <= ${count})`;

/** Facts about a table (name as an SQL identifier), or undefined when there is none. */
export const tableFacts = async (
  session: SqlSession,
  identifier: string,
  signal: CancelSignal,
): Promise<TableFacts | undefined> => {
  const { rows } = await session.run(
    `select json_build_object(
       'columns', (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                     'nullable', not a.attnotnull, 'hasDefault', a.atthasdef or a.attidentity <> '') order by a.attnum), '[]')
                   from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped),
       'primaryKey', coalesce((select ${keyColumns('t.oid', 'c.conkey')} from pg_constraint c where c.conrelid = t.oid and c.contype = 'p'), '[]'),
       'unique', (select coalesce(json_agg(${keyColumns('t.oid', 'i.indkey::int2[]', 'i.indnkeyatts')}), '[]') from pg_index i
                  where i.indrelid = t.oid and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null),
       'foreignKeys', (select coalesce(json_agg(json_build_object('columns', ${keyColumns('t.oid', 'c.conkey')},
                     'references', json_build_object('schema', r.relnamespace::regnamespace::name, 'name', r.relname, 'visible', pg_table_is_visible(r.oid)),
                     'to', ${keyColumns('c.confrelid', 'c.confkey')})), '[]')
                   from pg_constraint c join pg_class r on r.oid = c.confrelid where c.conrelid = t.oid and c.contype = 'f'))::text
     from (select to_regclass(${literal(identifier)}) as oid) t where t.oid is not null`,
    { keep: 1 },
    signal,
  );
  const text = rows[0]?.[0];
  return text == null ? undefined : (JSON.parse(text) as TableFacts);
};

/** Other spellings of a type -> the one `format_type` prints. */
const aliases: Readonly<Record<string, string>> = {
  int: 'integer', int2: 'smallint', int4: 'integer', int8: 'bigint', serial: 'integer', bigserial: 'bigint', smallserial: 'smallint',
  varchar: 'character varying', char: 'character', bpchar: 'character', decimal: 'numeric', float4: 'real', float8: 'double precision',
  float: 'double precision', bool: 'boolean', timestamp: 'timestamp without time zone', timestamptz: 'timestamp with time zone',
  time: 'time without time zone', timetz: 'time with time zone',
}; // prettier-ignore

/** A type as people write it in the catalog's spelling: `VARCHAR (20)` is `character varying(20)`. */
export const canonicalType = (written: string): string => {
  const match = /^\s*([a-z0-9_" ]+?)\s*(\([^)]*\))?\s*((?:with|without) time zone)?\s*(\[\])?\s*$/i.exec(written);
  if (!match) return written.trim().toLowerCase();
  const [, base = '', length = '', zone, array = ''] = match;
  const name = base.toLowerCase().replaceAll(/\s+/g, ' ');
  const plain = zone ? `${name} ${zone.toLowerCase()}` : (aliases[name] ?? name);
  const at = plain.search(/ (with|without) time zone$/);
  const sized =
    at < 0 ? plain + length.replaceAll(' ', '') : plain.slice(0, at) + length.replaceAll(' ', '') + plain.slice(at);
  return sized + array;
};

/** Whether a column's type is what a rule asks for; a rule without a length or precision accepts any. */
export const typeMatches = (actual: string, wanted: string): boolean => {
  const canonical = canonicalType(wanted);
  return actual === canonical || (!canonical.includes('(') && actual.replace(/\([^)]*\)/, '') === canonical);
};
