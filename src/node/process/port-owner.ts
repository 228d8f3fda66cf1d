import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { LabError } from '../../core/errors.js';

const run = promisify(execFile);

/** Who listens on a local port, for messages: `postgres (process 812)`. `undefined` when the system does not tell. */
export const portOwner = async (port: number): Promise<string | undefined> => {
  try {
    if (process.platform === 'linux') return await linuxOwner(port);
    if (process.platform === 'win32') {
      return parseNetstat((await run('netstat', ['-ano', '-p', 'TCP'], { windowsHide: true })).stdout, port);
    }
    return parseLsof((await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'])).stdout);
  } catch {
    return undefined;
  }
};

export const portTaken = async (port: number): Promise<LabError> => {
  const owner = await portOwner(port);
  return new LabError('port-taken', `Port ${port} is used by ${owner ?? 'another program'}.`, {
    cure: `Close ${owner ?? 'the program that uses it'}, then start again.`,
  });
};

const linuxOwner = async (port: number): Promise<string | undefined> => {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const sockets = new Set(tables.flatMap((table) => listeners(table, port)).map((inode) => `socket:[${inode}]`));
  if (sockets.size === 0) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (await holdsOne(pid, sockets)) return `${(await readFile(`/proc/${pid}/comm`, 'utf8')).trim()} (process ${pid})`;
  }
  return undefined;
};

const holdsOne = async (pid: string, sockets: ReadonlySet<string>): Promise<boolean> => {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
  return targets.some((target) => sockets.has(target));
};

/** Inodes of the sockets that listen on a port, from the text of /proc/net/tcp. */
export const listeners = (table: string, port: number): readonly string[] => {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table.split('\n').flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    return local?.endsWith(suffix) && state === '0A' && inode !== undefined ? [inode] : [];
  });
};

/** `lsof -Fpc`: a line `p<pid>`, then a line `c<command>`. */
export const parseLsof = (output: string): string | undefined => {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  const command = /^c(.+)$/m.exec(output)?.[1];
  return pid === undefined ? undefined : `${command ?? 'a program'} (process ${pid})`;
};

export const parseNetstat = (output: string, port: number): string | undefined => {
  const pid = new RegExp(`^\\s*TCP\\s+\\S+:${port}\\s+\\S+\\s+\\S+\\s+(\\d+)\\s*$`, 'm').exec(output)?.[1];
  return pid === undefined ? undefined : `process ${pid}`;
};
