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
  /** The text in pieces of bounded size. */
  text(): Iterable<string>;
}

/** Generated data in both of its forms. Nothing is computed before it is asked for, and nothing is kept. */
export interface GeneratedData {
  /** Files in the order of their paths. */
  files(): Iterable<DataFile>;
  readonly tables: readonly DataTable[];
}
