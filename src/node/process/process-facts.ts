import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './error-code.js';

/** What tells one process from a later one with the same pid. */
export interface ProcessFacts {
  /** Opaque: equal for the same process, different for every other one on this machine, also after a restart of it. */
  readonly startedAt: string;
  readonly command: string;
}

/** {@link ProcessFacts.startedAt} where the system does not tell: such a process is believed, but never signalled. */
export const unknownStart = 'unknown';

/** `undefined` when no such process runs; one that has exited but was not yet collected by its parent counts as gone. */
export const processFacts = async (pid: number): Promise<ProcessFacts | undefined> => {
  if (!processExists(pid)) return undefined;
  try {
    if (process.platform === 'linux') return await fromProc(pid);
    return process.platform === 'win32' ? parseCim(await runCim(pid)) : parsePs(await runPs(pid));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && process.platform === 'linux') return undefined;
    return processExists(pid) ? { startedAt: unknownStart, command: '' } : undefined;
  }
};

/** Cheap and only a hint: a pid may have been given to another process. */
export const processExists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

const fromProc = async (pid: number): Promise<ProcessFacts | undefined> => {
  const startTicks = parseStat(await readFile(`/proc/${pid}/stat`, 'utf8'));
  if (startTicks === undefined) return undefined;
  const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
  // Ticks count from boot, and pids come in the same order after each: only with the boot they are one of a kind.
  return { startedAt: `${await bootId()}:${startTicks}`, command };
};

let boot: Promise<string> | undefined;
const bootId = (): Promise<string> =>
  (boot ??= readFile('/proc/sys/kernel/random/boot_id', 'utf8').then((id) => id.trim().slice(0, 8)));

/** Field 22 of `/proc/<pid>/stat`; `undefined` for a process that has exited. The name (field 2) may hold spaces and brackets. */
export const parseStat = (stat: string): string | undefined => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return /^[ZXx]$/.test(fields[0] ?? '') ? undefined : fields[19];
};

const run = promisify(execFile);

const runPs = async (pid: number): Promise<string> => {
  const { stdout } = await run('ps', ['-ww', '-o', 'lstart=,stat=,command=', '-p', String(pid)], {
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  }).catch((error: unknown) => {
    // ps ends with 1 when it knows no such process.
    if (errorCode(error) === '1') return { stdout: '' };
    throw error;
  });
  return stdout;
};

/** One line of `ps -o lstart=,stat=,command=`; the date is 24 characters long. */
export const parsePs = (output: string): ProcessFacts | undefined => {
  const match = /^\s*(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4})\s+(\S+)\s+(.*)$/m.exec(output);
  const [, startedAt, state, command] = match ?? [];
  if (startedAt === undefined || state === undefined || state.startsWith('Z')) return undefined;
  return { startedAt, command: (command ?? '').trim() };
};

const runCim = async (pid: number): Promise<string> => {
  const script = `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; if ($p) { $p.CreationDate.ToFileTimeUtc(); $p.CommandLine }`;
  const { stdout } = await run('powershell', ['-NoProfile', '-NonInteractive', '-Command', script], {
    windowsHide: true,
  });
  return stdout;
};

/** First line: creation time as file time; the rest: the command line. */
export const parseCim = (output: string): ProcessFacts | undefined => {
  const [startedAt, ...command] = output.trim().split(/\r?\n/);
  return startedAt !== undefined && /^\d+$/.test(startedAt)
    ? { startedAt, command: command.join(' ').trim() }
    : undefined;
};
