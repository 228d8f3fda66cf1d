import { delay } from './delay.js';
import { errorCode } from './error-code.js';
import { processExists, processFacts, unknownStart } from './process-facts.js';

/** A process and no other: pids are used again, start times tell them apart. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** `undefined` when no such process runs. */
export const identify = async (pid: number): Promise<ProcessIdentity | undefined> => {
  const facts = await processFacts(pid);
  return facts && { pid, startedAt: facts.startedAt };
};

let own: Promise<ProcessIdentity> | undefined;

/** This process. */
export const ownIdentity = (): Promise<ProcessIdentity> =>
  (own ??= identify(process.pid).then((found) => found ?? { pid: process.pid, startedAt: unknownStart }));

/** Whether that very process still runs. */
export const isSameProcess = async (identity: ProcessIdentity): Promise<boolean> =>
  (await processFacts(identity.pid))?.startedAt === identity.startedAt;

/** Sends a signal only to that very process. False when it is gone, or when the system can't tell whether it is the one. */
export const signalProcess = async (identity: ProcessIdentity, signal: NodeJS.Signals): Promise<boolean> => {
  if (identity.startedAt === unknownStart || !(await isSameProcess(identity))) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
};

/** Milliseconds for which a look at the start time is believed where it takes a program to look. */
const believedMs = process.platform === 'linux' ? 0 : 1000;

/** Whether that very process still runs, for those who ask again and again. */
export class ProcessWatch {
  #seen = -Infinity;

  constructor(readonly identity: ProcessIdentity) {}

  async alive(): Promise<boolean> {
    if (!processExists(this.identity.pid)) return false;
    if (performance.now() - this.#seen < believedMs) return true;
    const same = await isSameProcess(this.identity);
    if (same) this.#seen = performance.now();
    return same;
  }
}

const exitPollMs = 15;

/** True when that process is gone before `ms` milliseconds have passed. */
export const waitForExit = async (identity: ProcessIdentity, ms: number): Promise<boolean> => {
  const watch = new ProcessWatch(identity);
  for (const until = performance.now() + ms; await watch.alive(); await delay(exitPollMs)) {
    if (performance.now() > until) return false;
  }
  return true;
};

const strangerPollMs = 200;

/** Resolves when that process, which is no child of ours, has exited. */
export const exitOf = async (identity: ProcessIdentity): Promise<void> => {
  const watch = new ProcessWatch(identity);
  while (await watch.alive()) await delay(strangerPollMs);
};

/** A {@link ProcessIdentity} read back from a file, or `undefined`. */
export const parseIdentity = (value: unknown): ProcessIdentity | undefined => {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value)) return undefined;
  const { pid, startedAt } = value;
  return typeof pid === 'number' && Number.isInteger(pid) && pid > 0 && typeof startedAt === 'string'
    ? { pid, startedAt }
    : undefined;
};
