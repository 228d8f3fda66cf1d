import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isSameProcess } from '../process/identity.js';
import { readRecord } from './record.js';
import { spawnSupervisor } from './spawn-supervisor.js';

/** Gives a new supervisor to every server that has lost its own and that nobody may ever ask for again: it ends it in time. */
export const superviseOrphans = async (root: string, supervisorScript: string): Promise<void> => {
  for (const name of await readdir(root).catch(() => [])) {
    const folder = path.join(root, name);
    const record = await readRecord(folder);
    if (!record?.server || !(await isSameProcess(record.server)) || (await isSameProcess(record.supervisor))) continue;
    spawnSupervisor(supervisorScript, folder);
  }
};
