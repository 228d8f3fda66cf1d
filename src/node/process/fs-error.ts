import { LabError } from '../../core/errors.js';
import { errorCode, errorText } from './error-code.js';

/** A file system error as the {@link LabError} a person can act on; anything else is returned as it is. */
export const fsError = (error: unknown, folder: string): unknown => {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return permissionDenied(folder, error);
    default:
      return error;
  }
};

export const diskFull = (folder: string, cause?: unknown): LabError =>
  new LabError(
    'disk-full',
    `The disk that holds ${folder} is full.`,
    { file: folder, cure: 'Free some space on this disk and try again.' },
    cause,
  );

export const permissionDenied = (folder: string, cause?: unknown): LabError =>
  new LabError(
    'permission-denied',
    `The folder ${folder} can't be written.`,
    {
      file: folder,
      cure: 'Give yourself the right to write in this folder.',
      ...(cause !== undefined && { detail: errorText(cause) }),
    },
    cause,
  );
