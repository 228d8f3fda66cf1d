import { LabError } from '../../../core/errors.js';
import { diskFull } from '../../process/fs-error.js';

/** PostgreSQL's words for a port that someone else has, in its log. */
export const lostPort = (log: string): boolean => /could not bind .*address|Address already in use/i.test(log);

/** Words for a server on this data folder that is just going away: worth another attempt. */
export const stillLeaving = (log: string): boolean =>
  /shared memory block .* is still in use|lock file "postmaster.pid" already exists/i.test(log);

/** Why a server ended while it was starting, from the end of its log. */
export const startError = (log: string, folder: string): LabError => {
  if (/No space left on device/.test(log)) return diskFull(folder);
  if (/Permission denied|Read-only file system/.test(log)) {
    return new LabError('permission-denied', `The server may not write in ${folder}.`, {
      file: folder,
      cure: 'Give yourself the right to write in this folder and all in it.',
      detail: log,
    });
  }
  return new LabError('service-failed', 'PostgreSQL ended while it was starting.', {
    cure: 'Look at the end of its log; reset the data of the lab if the log tells of damaged files.',
    detail: log,
  });
};
