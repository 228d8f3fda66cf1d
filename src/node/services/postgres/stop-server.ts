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
  if ((await asked(server, programs, data, 'fast')) && !(await waitForExit(server, fastMs)))
    await discardServer(server, programs, data);
};

/** As {@link stopServer}, without a care for the data. */
export const discardServer = async (server: ProcessIdentity, programs: string, data: string): Promise<void> => {
  if (!(await asked(server, programs, data, 'immediate')) || (await waitForExit(server, immediateMs))) return;
  await signalProcess(server, 'SIGKILL');
  await waitForExit(server, killMs);
};

const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** False when it is gone. */
const asked = async (
  server: ProcessIdentity,
  programs: string,
  data: string,
  mode: keyof typeof signals,
): Promise<boolean> => {
  if (process.platform !== 'win32') return signalProcess(server, signals[mode]);
  // Windows has no signals: pg_ctl knows how to tell the server.
  const options = ['stop', '-D', data, '-m', mode, '-w'];
  await run(program(programs, 'pg_ctl'), options, runAs(programs)).catch(() => undefined);
  return true;
};
