/** A column as the server tells of it. */
export interface FoundColumn {
  readonly name: string;
  /** As PostgreSQL's `format_type` prints it, the base type of a domain: `character varying(20)`. */
  readonly type: string;
}

/** A table or view of the learner's. */
export interface FoundTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly FoundColumn[];
}
