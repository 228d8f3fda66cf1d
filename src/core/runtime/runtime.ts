/** What a lab asks of a Python runtime, after parsing. */
export interface PythonSpec {
  readonly kind: 'python';
  /** Absolute path of the requirements file, every package with its hash; absent for the standard library alone. */
  readonly requirements?: string;
  /** Modules that a waiting interpreter has imported already. */
  readonly preload: readonly string[];
}

export type RuntimeSpec = PythonSpec;
