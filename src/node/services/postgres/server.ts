import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { CancelSignal } from '../../../core/ports.js';
import { delay } from '../../process/delay.js';
import type { ProcessIdentity } from '../../process/identity.js';
import { identify } from '../../process/identity.js';
import type { PostgresFiles } from './files.js';
import { readPostmasterFile } from './postmaster-file.js';
import { program, runAs } from './programs.js';
import { serverSettings } from './settings.js';

/** A server process of ours, as its parent sees it. */
export interface ServerProcess {
  /** `undefined` when it ended before it could be looked at. */
  readonly identity: ProcessIdentity | undefined;
  readonly exited: Promise<void>;
  hasExited(): boolean;
}

/** Starts a server on the port; it outlives this process. Its output goes to the log file. */
export const spawnServer = async (
  programs: string,
  files: PostgresFiles,
  port: number,
  durable: boolean,
): Promise<ServerProcess> => {
  const log = openSync(files.log, 'a', 0o600);
  try {
    const child = spawn(
      program(programs, 'postgres'),
      ['-D', files.data, '-p', String(port), ...serverSettings(durable)],
      {
        ...runAs(programs),
        detached: true,
        stdio: ['ignore', log, log],
      },
    );
    return await watched(child);
  } finally {
    closeSync(log);
  }
};

const watched = async (child: ChildProcess): Promise<ServerProcess> => {
  let ended = false;
  const exited = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  }).finally(() => (ended = true));
  exited.catch(() => undefined);
  // A program that could not even be started tells so in an event, not here.
  if (child.pid === undefined) await exited;
  const identity = child.pid === undefined ? undefined : await identify(child.pid);
  return { identity, exited, hasExited: () => ended };
};

const pollMs = 8;

/** True once the server says in its data folder that it is ready, false when it has ended first. */
export const becomesReady = async (
  server: ServerProcess,
  files: PostgresFiles,
  signal: CancelSignal,
): Promise<boolean> => {
  for (; !server.hasExited(); await delay(pollMs, signal)) {
    const file = await readPostmasterFile(files.data);
    if (file?.ready === true && file.pid === server.identity?.pid) return true;
  }
  return false;
};
