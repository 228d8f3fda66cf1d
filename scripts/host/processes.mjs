// Finds the processes that belong to one run, and no others.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { ROOT_MARK } from './root.mjs';

/** @typedef {{ pid: number, command: string }} Process */

/**
 * On Linux by the mark in the environment: a terminal's shell or a detached service has a process group of its own.
 * @param {string} root
 * @returns {Process[]}
 */
const byMark = (root) => {
  const mark = `\0${ROOT_MARK}=${root}\0`;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      if (!`\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}\0`.includes(mark)) return [];
      return [{ pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }];
    } catch {
      return []; // another user's, or gone by now
    }
  });
};

/**
 * Elsewhere by process group; what left the group is not found.
 * @param {number} group
 * @returns {Process[]}
 */
const byGroup = (group) => {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,pgid=,command='], { encoding: 'utf8' });
  const rows = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  return rows.flatMap((row) =>
    row && Number(row[2]) === group ? [{ pid: Number(row[1]), command: row[3] ?? '' }] : [],
  );
};

/**
 * The run's processes, without the calling one.
 * @param {string} root
 * @param {number} group
 */
export const processesOf = (root, group) =>
  (process.platform === 'linux' ? byMark(root) : byGroup(group)).filter(({ pid }) => pid !== process.pid);

/**
 * @param {Process[]} processes
 * @param {NodeJS.Signals} signal
 */
export const signalAll = (processes, signal) => {
  for (const { pid } of processes) {
    try {
      process.kill(pid, signal);
    } catch {
      // it ended by itself
    }
  }
};
