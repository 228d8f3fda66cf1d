import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { CancelSignal } from '../../../core/ports.js';
import { delay } from '../../process/delay.js';
import { watched, type ServerProcess } from '../watched-process.js';
import type { PostgresFiles } from './files.js';
import { readPostmasterFile } from './postmaster-file.js';
import { program, runAs } from './programs.js';
import { serverSettings } from './settings.js';

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
