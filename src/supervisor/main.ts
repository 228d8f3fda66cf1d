import { driverOf } from '../node/services/drivers.js';
import { supervise } from '../node/services/supervise.js';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: supervisor <instance folder>');
  process.exitCode = 2;
} else {
  supervise(folder, driverOf).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
