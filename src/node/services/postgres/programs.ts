import path from 'node:path';
import { isRoot, nobody } from '../../process/reachable-folder.js';

/** Absolute path of one of PostgreSQL's programs. */
export const program = (programs: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  path.join(programs, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly windowsHide: true;
}

/**
 * How PostgreSQL's programs are started. They refuse to work for root, as whom containers like to run everything:
 * they run as `nobody` then, in a folder that user may enter.
 */
export const runAs = (programs: string): RunAs => ({
  ...(isRoot() && { uid: nobody, gid: nobody }),
  cwd: isRoot() ? '/' : programs,
  // PGDATA, PGPORT and the like are meant for the user's own server.
  env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^PG[A-Z]/i.test(name))),
  windowsHide: true,
});
