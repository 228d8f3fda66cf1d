/** 1-based, as editors count. `offset` is in UTF-16 code units from the start of the text. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type DiagnosticCode =
  | 'yaml-syntax'
  | 'too-large'
  | 'too-deep'
  | 'alias'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'bad-value'
  | 'duplicate-id'
  | 'unknown-reference'
  | 'cyclic-needs'
  | 'missing-file'
  | 'path-leaves-folder'
  | 'newer-format';

/** One finding in a manifest. The message says what is wrong, the cure what to write instead. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly cure: string;
  /** Absolute path. */
  readonly file: string;
  readonly range: Range;
}
