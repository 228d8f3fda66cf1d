import type { ErrorCode } from '../core/errors.js';

/** Exit codes of `delabs`, documented in README.md. */
export const exitCodes = {
  /** Everything asked for was done, and every check passed. */
  ok: 0,
  /** The work is wrong: a check failed, a manifest has errors, a lab is not proved. */
  wrong: 1,
  /** Nothing can be said about the work: a service, a download or a file failed. */
  broken: 2,
  /** The command line was not understood, or names something that is not there. */
  usage: 64,
  /** Stopped by Ctrl+C. */
  cancelled: 130,
} as const;

export const exitCodeOf = (code: ErrorCode): number => {
  if (code === 'usage' || code === 'not-found') return exitCodes.usage;
  if (code === 'manifest-invalid' || code === 'pack-invalid') return exitCodes.wrong;
  return code === 'cancelled' ? exitCodes.cancelled : exitCodes.broken;
};
