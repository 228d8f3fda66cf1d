import { isLabError } from '../core/errors.js';
import { fsError } from '../node/process/fs-error.js';
import { driverOf } from '../node/services/drivers.js';
import { supervisorExit } from '../node/services/spawn-supervisor.js';
import { supervise } from '../node/services/supervise.js';

const exitCodeOf = (error: unknown): number => {
  if (isLabError(error, 'disk-full')) return supervisorExit.diskFull;
  return isLabError(error, 'permission-denied') ? supervisorExit.permissionDenied : supervisorExit.failed;
};

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: supervisor <instance folder>');
  process.exitCode = supervisorExit.usage;
} else {
  supervise(folder, driverOf).catch((error: unknown) => {
    console.error(error);
    process.exitCode = exitCodeOf(fsError(error, folder));
  });
}
