/**
 * Tabular values as checks see them. A cell is the lossless text form of a value (PostgreSQL's own text output), or null
 * for SQL NULL; the column's type says how to read it. Text keeps 64-bit integers, decimals and timestamps exact across JSON.
 */
export type Cell = string | null;
export type Row = readonly Cell[];

export const columnTypes = [
  'boolean',
  'integer',
  'decimal',
  'float',
  'text',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'interval',
  'json',
  'bytes',
  'uuid',
  'array',
  'other',
  'literal',
] as const;
/** `literal` is a value written in a manifest or a CSV file: it takes the type of the column it is compared with. */
export type ColumnType = (typeof columnTypes)[number];

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** The type as its database names it, for messages: `character varying(20)`. */
  readonly declared?: string;
}

/** A table held in memory. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A table read as a stream. `rows` may be called more than once and gives the same rows each time, in the same order. */
export interface RowSource {
  readonly columns: readonly Column[];
  rows(): AsyncIterable<Row>;
}
