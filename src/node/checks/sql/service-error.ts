import pg from 'pg';
import { LabError } from '../../../core/errors.js';
import { errorCode, errorText } from '../../process/error-code.js';

/** A statement that takes more of something than it may: its own fault, though PostgreSQL counts it among the lacks. */
const limitCode = '53400';

/**
 * True for an error that the server reported about a statement. A lost connection, a lack of resources, an administrator's
 * intervention and a fault of the server itself are nobody's wrong SQL.
 */
export const isStatementError = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && (error.code === limitCode || !/^(08|53|57P|58|XX)/.test(error.code ?? ''));

const diskFullCode = '53100';

/** What kept SQL from being run, though nothing is wrong with it. */
export const serviceError = (error: unknown): LabError => {
  if (error instanceof LabError) return error;
  const code = errorCode(error) ?? '';
  const detail = `${code} ${errorText(error)}`.trim();
  if (code === diskFullCode) {
    const cure = 'Free some space on the disk, then check again.';
    return new LabError('disk-full', 'PostgreSQL has no room left on the disk.', { cure, detail }, error);
  }
  if (error instanceof pg.DatabaseError && !/^(08|57P)/.test(code)) {
    const cure = 'Check again; stop the lab and start it again if that does not help.';
    return new LabError(
      'service-failed',
      `PostgreSQL could not do its work: ${error.message}.`,
      { cure, detail },
      error,
    );
  }
  return new LabError(
    'service-failed',
    'PostgreSQL stopped while the check was running.',
    { cure: 'Check again: the server is started anew.', detail },
    error,
  );
};
