import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isSameProcess } from '../process/identity.js';
import { processExists } from '../process/process-facts.js';
import { makerOf } from './instance.js';
import { isLeased } from './lease.js';
import { readRecord } from './record.js';
import { spawnSupervisor } from './spawn-supervisor.js';

/**
 * Gives a new supervisor to every server that has lost its own and that nobody may ever ask for again: it ends it in time.
 * Removes what disposable instances without any process left behind.
 */
export const tidyUp = async (root: string, supervisorScript: string): Promise<void> => {
  for (const name of await readdir(root).catch(() => [])) {
    const folder = path.join(root, name);
    const record = await readRecord(folder);
    if (record && (await isSameProcess(record.supervisor))) continue;
    if (record?.server && (await isSameProcess(record.server))) spawnSupervisor(supervisorScript, folder);
    else if (await isAbandoned(folder)) await rm(folder, { recursive: true, force: true });
  }
};

/** How long a folder may be on its way to its first lease. */
const makingMs = 60_000;

/** Whether a folder without processes is a disposable instance that nobody uses. */
const isAbandoned = async (folder: string): Promise<boolean> => {
  const maker = makerOf(path.basename(folder));
  if (maker === undefined || (await isLeased(folder))) return false;
  const made = (await stat(folder).catch(() => undefined))?.birthtimeMs ?? 0;
  return !processExists(maker) || Date.now() - made > makingMs;
};
