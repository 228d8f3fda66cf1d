import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** A running process. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Memory it holds, in bytes, with what it shares with others. */
  readonly resident: number;
}

/** All processes that this user may know of. Empty on Windows, where there are no groups. */
export const processTable = async (): Promise<readonly ProcessEntry[]> => {
  if (process.platform === 'linux') return linuxProcesses();
  return process.platform === 'win32' ? [] : parsePs((await run('ps', ['-axo', 'pid=,ppid=,pgid=,rss='])).stdout);
};

/** The process itself, its group, and what any of them has started, in whatever group. */
export const membersOf = (root: number, table: readonly ProcessEntry[]): readonly ProcessEntry[] => {
  const members = new Map<number, ProcessEntry>();
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const entry of table) {
      if (entry.pid === root || entry.group === root || members.has(entry.parent)) members.set(entry.pid, entry);
    }
  }
  return [...members.values()];
};

/** Processes with this variable in the environment they were started with, or have inherited. Linux alone tells. */
export const processesWith = (variable: string): readonly number[] => {
  if (process.platform !== 'linux') return [];
  return pids().filter((pid) => pid !== process.pid && `\0${readProc(pid, 'environ')}`.includes(`\0${variable}\0`));
};

/** Memory of a process in bytes, what is shared counted in shares. `undefined` where the system does not tell. */
export const proportionalMemory = (pid: number): number | undefined => {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readProc(pid, 'smaps_rollup'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
};

const run = promisify(execFile);

// Read in one go: a few hundred small files of the kernel take less time so than a round through the event loop for each.
const linuxProcesses = (): readonly ProcessEntry[] => pids().flatMap((pid) => parseStat(pid, readProc(pid, 'stat')));

const pids = (): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);

const readProc = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
};

let page: number | undefined;

/** Bytes of a page of memory: entry 6 of what the kernel tells every program at its start, pairs of numbers of 8 bytes. */
const pageBytes = (): number => {
  if (page !== undefined) return page;
  const vector = readFileSync('/proc/self/auxv');
  for (let at = 0; at + 16 <= vector.length; at += 16) {
    if (vector.readBigUInt64LE(at) === 6n) page = Number(vector.readBigUInt64LE(at + 8));
  }
  return (page ??= 4096);
};

/** Fields 3, 4, 5 and 24 of `/proc/<pid>/stat`; nothing for a process that has exited. The name may hold spaces and brackets. */
export const parseStat = (pid: number, stat: string): readonly ProcessEntry[] => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = 'X', parent, group] = fields;
  if (/^[ZXx]$/.test(state) || stat === '') return [];
  return [{ pid, parent: Number(parent), group: Number(group), resident: Number(fields[21]) * pageBytes() }];
};

/** Lines of four numbers, the last in kilobytes. */
export const parsePs = (output: string): readonly ProcessEntry[] =>
  output.split('\n').flatMap((line) => {
    const [pid, parent, group, kilobytes] = line.trim().split(/\s+/).map(Number);
    if (pid === undefined || parent === undefined || group === undefined || kilobytes === undefined) return [];
    return [{ pid, parent, group, resident: kilobytes * 1024 }];
  });
