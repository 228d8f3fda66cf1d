/** A place in the learner's files. Lines and columns are 1-based. */
export interface PythonPlace {
  /** Relative to the submission, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column?: number | undefined;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
  /** Of a notebook: the cell, counted as a run from top to bottom counts them; `line` is a line of it. */
  readonly cell?: number | undefined;
}

/** What a database has said about a statement. */
export interface PythonSqlError {
  /** SQLSTATE. */
  readonly state: string;
  /** The message itself, without the word ERROR. */
  readonly primary?: string | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** The line of the statement that the database points at. */
  readonly line?: string | undefined;
  /** 1-based, in that line. */
  readonly column?: number | undefined;
  /** Where that line stands in the learner's files, if it could be found. */
  readonly place?: PythonPlace | undefined;
}

/** An exception that ended a run. */
export interface PythonFailure {
  /** Name of its class: `KeyError`. */
  readonly type: string;
  /** Names of its class and of those above it, nearest first. */
  readonly kinds: readonly string[];
  /** The package that defines it: `builtins`, `psycopg2`. */
  readonly package: string;
  /** Its text. */
  readonly message: string;
  /** As Python prints it, without frames of ours. */
  readonly traceback: string;
  /** The deepest line of the learner's; absent when none of it was running. */
  readonly place?: PythonPlace | undefined;
  /** The name that is not known. */
  readonly name?: string | undefined;
  /** The file that was asked for. */
  readonly filename?: string | undefined;
  /** The key that is not there. */
  readonly key?: string | undefined;
  /** A known name that the unknown one resembles. */
  readonly similar?: string | undefined;
  /** Class of the object that lacks an attribute. */
  readonly owner?: string | undefined;
  /** A module that a file of the learner's hides. */
  readonly hiding?: string | undefined;
  readonly sql?: PythonSqlError | undefined;
}

/** What surrounds a run, for messages about it. */
export interface PythonScene {
  /** The file that is run, relative to the submission. */
  readonly script: string;
  /** The folder it works in, relative to the submission; empty for the submission itself. */
  readonly folder: string;
  /** Packages that can be imported. */
  readonly packages: readonly string[];
  /** MB of memory that it may use. */
  readonly memory: number;
}
