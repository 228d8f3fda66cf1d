import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { delay } from '../../process/delay.js';
import { processExists } from '../../process/process-facts.js';
import { membersOf, processesWith, processTable } from './process-table.js';

/** A program that leads its own group, and the variable that all it starts have in their environment. */
export interface Started {
  readonly pid: number;
  /** `NAME=value`. */
  readonly mark: string;
}

/** Rounds of looking for what is left; each round also ends what was started during the one before. */
const rounds = 20;
const betweenMs = 10;

/**
 * Ends a program and all it has started, at once. On Linux this finds also what has left its group and lost its parents, unless it
 * gave itself another environment as well; elsewhere such processes are found while their parents live.
 */
export const endProcesses = async (started: Started): Promise<void> => {
  if (process.platform === 'win32') return endTree(started.pid);
  for (let round = 0; round < rounds; round += 1) {
    // Those that left the group are known by their parents as long as these live: looked up first.
    const members = membersOf(started.pid, await processTable()).map(({ pid }) => pid);
    send(-started.pid);
    const left = [...new Set([...members, ...processesWith(started.mark)])];
    left.forEach(send);
    if (left.length === 0) return;
    await delay(betweenMs);
  }
};

/** Zero and one would mean everybody. */
const send = (pid: number): void => {
  if (Math.abs(pid) <= 1) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
};

const run = promisify(execFile);

const endTree = async (pid: number): Promise<void> => {
  if (!processExists(pid)) return;
  await run('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true }).catch(() => undefined);
};
