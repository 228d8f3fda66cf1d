/** Every code a {@link LabError} can carry. Edges map a code to an exit code, a notification with one fix, or a result. */
export const errorCodes = [
  'usage',
  'manifest-invalid',
  'not-found',
  'file-missing',
  'file-unreadable',
  'not-trusted',
  'service-failed',
  'service-absent',
  'runtime-failed',
  'port-taken',
  'download-failed',
  'digest-mismatch',
  'unsupported-platform',
  'permission-denied',
  'disk-full',
  'pack-invalid',
  'state-corrupt',
  'state-newer',
  'busy',
  'timeout',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Facts an edge may show beside the message: where it happened and what cures it. */
export interface ErrorData {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** One imperative sentence: what the reader can do about it. */
  readonly cure?: string;
  /** Further facts for logs (never secrets). */
  readonly detail?: string;
  /** Of `not-trusted`: hash of the authors' code that waits for the learner's agreement; absent when the workspace is not trusted. */
  readonly content?: string;
}

/** The one error type that crosses layer borders. The message is a plain sentence for the person in front of the screen. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, message: string, data: ErrorData = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
  }
}

/** True for a {@link LabError} of the given code (or of any code when none is given). */
export const isLabError = (error: unknown, code?: ErrorCode): error is LabError =>
  error instanceof LabError && (code === undefined || error.code === code);

/** Any thrown value as a {@link LabError}; what is not one already becomes `internal` and keeps its cause. */
export const toLabError = (error: unknown): LabError =>
  error instanceof LabError
    ? error
    : new LabError('internal', error instanceof Error ? error.message : String(error), {}, error);
