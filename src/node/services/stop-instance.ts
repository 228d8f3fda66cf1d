import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../core/errors.js';
import { delay } from '../process/delay.js';
import { fsError } from '../process/fs-error.js';
import { isSameProcess } from '../process/identity.js';
import { instanceFiles } from './instance.js';
import { readRecord } from './record.js';
import type { SpawnedSupervisor } from './spawn-supervisor.js';
import { spawnSupervisor } from './spawn-supervisor.js';

const timeoutMs = 30_000;
const pollMs = 20;

/** Asks the supervisor to stop the service and waits for the end of both. Where only the server is left, a new supervisor ends it. */
export const stopInstance = async (folder: string, supervisorScript: string): Promise<void> => {
  const request = path.join(folder, instanceFiles.stop);
  let asked = false;
  let helper: SpawnedSupervisor | undefined;
  for (const until = performance.now() + timeoutMs; performance.now() < until; await delay(pollMs)) {
    const { supervised, running } = await stateOf(folder);
    if (!supervised && !running) return rm(request, { force: true });
    if (!asked) await ask(request, folder);
    asked = true;
    if (!supervised && (helper === undefined || helper.exitCode() !== undefined)) {
      await ask(request, folder);
      helper = spawnSupervisor(supervisorScript, folder);
    }
  }
  throw new LabError('timeout', 'The server did not stop.', {
    cure: 'Close the programs that use it, then try again.',
  });
};

const stateOf = async (folder: string): Promise<{ readonly supervised: boolean; readonly running: boolean }> => {
  const record = await readRecord(folder);
  const [supervised, running] = await Promise.all(
    [record?.supervisor, record?.server].map(async (one) => one !== undefined && (await isSameProcess(one))),
  );
  return { supervised: supervised === true, running: running === true };
};

const ask = async (request: string, folder: string): Promise<void> => {
  try {
    await writeFile(request, '');
  } catch (error) {
    throw fsError(error, folder);
  }
};
