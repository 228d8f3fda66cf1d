/** One value of a generated table; text, finite numbers and whole numbers as JSON has them. */
export type DataValue = string | number | null;

export interface DataTable {
  readonly name: string;
  /** Columns with PostgreSQL types, in order. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** All rows, in order; may be called again and again. */
  rows(): Iterable<readonly DataValue[]>;
}

export interface DataFile {
  /** Relative, with forward slashes. */
  readonly path: string;
  /** About how much of all the work this file is; those of all files add up to 1. */
  readonly share: number;
  /** The text in pieces of bounded size. May be called again and again. */
  text(): Iterable<string>;
}

/** Generated data in both of its forms. Nothing is computed before it is asked for; only a plan of the sessions is kept. */
export interface GeneratedData {
  /** Files in the order of their paths. */
  files(): Iterable<DataFile>;
  readonly tables: readonly DataTable[];
}
