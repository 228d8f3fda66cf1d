import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ProcessIdentity } from '../../process/identity.js';
import { signalProcess, waitForExit } from '../../process/identity.js';
import { program, runAs } from './programs.js';

const run = promisify(execFile);

/** Milliseconds that each way of asking is given. */
const fastMs = 10_000;
const immediateMs = 5000;
const killMs = 5000;

/**
 * Ends the server: connections are closed and the data is written out; a server that does not obey is ended harder.
 * Only that very process is ever touched.
 */
export const stopServer = async (server: ProcessIdentity, programs: string, data: string): Promise<void> => {
  if (process.platform === 'win32') {
    // Windows has no signals: pg_ctl knows how to tell the server.
    await run(program(programs, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w'], runAs(programs)).catch(
      () => undefined,
    );
  } else if (!(await signalProcess(server, 'SIGINT'))) {
    return;
  }
  if (await waitForExit(server, fastMs)) return;
  if (process.platform !== 'win32') {
    await signalProcess(server, 'SIGQUIT');
    if (await waitForExit(server, immediateMs)) return;
  }
  await signalProcess(server, 'SIGKILL');
  await waitForExit(server, killMs);
};
