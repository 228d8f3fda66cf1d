import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../core/errors.js';
import { delay } from '../process/delay.js';
import { fsError } from '../process/fs-error.js';
import type { ProcessIdentity } from '../process/identity.js';
import { ProcessWatch } from '../process/identity.js';
import { instanceFiles } from './instance.js';
import { readRecord } from './record.js';
import type { SpawnedSupervisor } from './spawn-supervisor.js';
import { spawnSupervisor } from './spawn-supervisor.js';

const timeoutMs = 30_000;
const pollMs = 20;

/**
 * Asks the supervisor to stop the service and waits for the end of both; what someone else starts meanwhile is not waited
 * for. Where only the server is left, a new supervisor ends it.
 */
export const stopInstance = async (folder: string, supervisorScript: string): Promise<void> => {
  const request = path.join(folder, instanceFiles.stop);
  const record = await readRecord(folder);
  const supervisor = aliveness(record?.supervisor);
  const server = aliveness(record?.server);
  let asked = false;
  let helper: SpawnedSupervisor | undefined;
  for (const until = performance.now() + timeoutMs; performance.now() < until; await delay(pollMs)) {
    const supervised = await supervisor();
    const helping = helper !== undefined && helper.exitCode() === undefined;
    if (!supervised && !helping && !(await server())) return rm(request, { force: true });
    if (supervised ? asked : helping) continue;
    await ask(request, folder);
    asked = true;
    if (!supervised) helper = spawnSupervisor(supervisorScript, folder);
  }
  throw new LabError('timeout', 'The server did not stop.', {
    cure: 'Close the programs that use it, then try again.',
  });
};

const aliveness = (identity: ProcessIdentity | undefined): (() => Promise<boolean>) => {
  const watch = identity && new ProcessWatch(identity);
  return async () => watch !== undefined && watch.alive();
};

const ask = async (request: string, folder: string): Promise<void> => {
  try {
    await writeFile(request, '');
  } catch (error) {
    throw fsError(error, folder);
  }
};
