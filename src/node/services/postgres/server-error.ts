import { LabError } from '../../../core/errors.js';
import { errorCode, errorText } from '../../process/error-code.js';
import { diskFull } from '../../process/fs-error.js';

/** SQLSTATE of a disk without room. */
const noRoom = '53100';

/** What went wrong while a server of ours was being provisioned. */
export const serverError = (error: unknown, folder: string): LabError => {
  if (error instanceof LabError) return error;
  if (errorCode(error) === noRoom) return diskFull(folder, error);
  return new LabError(
    'service-failed',
    `The PostgreSQL server could not be prepared: ${errorText(error)}.`,
    {
      file: folder,
      cure: 'Stop the lab and start it again.',
      detail: `${errorCode(error) ?? ''} ${errorText(error)}`.trim(),
    },
    error,
  );
};
