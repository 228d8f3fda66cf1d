import type { ColumnType } from '../../../core/check/table.js';

/** PostgreSQL type OIDs (catalog pg_type; fixed for built-in types) -> how to read the text form, and the type's SQL name. */
const byOid: Readonly<Record<number, readonly [ColumnType, string]>> = {
  16: ['boolean', 'boolean'],
  17: ['bytes', 'bytea'],
  18: ['text', '"char"'],
  19: ['text', 'name'],
  20: ['integer', 'bigint'],
  21: ['integer', 'smallint'],
  23: ['integer', 'integer'],
  25: ['text', 'text'],
  26: ['integer', 'oid'],
  114: ['json', 'json'],
  700: ['float', 'real'],
  701: ['float', 'double precision'],
  705: ['text', 'unknown'],
  1042: ['text', 'character'],
  1043: ['text', 'character varying'],
  1082: ['date', 'date'],
  1083: ['time', 'time without time zone'],
  1114: ['timestamp', 'timestamp without time zone'],
  1184: ['timestamptz', 'timestamp with time zone'],
  1186: ['interval', 'interval'],
  1266: ['time', 'time with time zone'],
  1700: ['decimal', 'numeric'],
  2950: ['uuid', 'uuid'],
  3802: ['json', 'jsonb'],
};

const arrays = new Set([1000, 1005, 1007, 1009, 1014, 1015, 1016, 1021, 1022, 1115, 1182, 1185, 1231, 2951]);

/** How to read a result column of a PostgreSQL type. An unknown type is compared as the text the server sends. */
export const columnTypeOf = (oid: number): { readonly type: ColumnType; readonly declared?: string } => {
  const known = byOid[oid];
  if (known) return { type: known[0], declared: known[1] };
  return { type: arrays.has(oid) ? 'array' : 'other' };
};
