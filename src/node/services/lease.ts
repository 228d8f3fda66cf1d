import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { readJson, writeAtomically } from '../process/atomic-file.js';
import { errorCode } from '../process/error-code.js';
import { isSameProcess, ownIdentity, parseIdentity } from '../process/identity.js';
import { instanceFiles } from './instance.js';

/** This process's lease on one instance, kept alive until it is released. Its supervisor sees to the service meanwhile. */
export interface Lease {
  release(): Promise<void>;
}

/** Writes the lease, then touches it every `heartbeatMs`. `onBeat` is called each time. */
export const takeLease = async (folder: string, heartbeatMs: number, onBeat: () => void): Promise<Lease> => {
  const leases = path.join(folder, instanceFiles.leases);
  const file = path.join(leases, `${process.pid}-${randomBytes(4).toString('hex')}.json`);
  const write = async (): Promise<void> => {
    // Only this folder: where the instance itself was removed, nothing is to be brought back.
    await mkdir(leases).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    await writeAtomically(file, JSON.stringify(await ownIdentity()));
  };
  await write();
  let released = false;
  const beat = async (): Promise<void> => {
    const now = new Date();
    // A supervisor may have given this process up while it slept.
    await utimes(file, now, now).catch(() => (released ? undefined : write()));
    if (released) await rm(file, { force: true });
    else onBeat();
  };
  const timer = setInterval(() => void beat().catch(() => undefined), heartbeatMs);
  timer.unref();
  return {
    release: async () => {
      released = true;
      clearInterval(timer);
      await rm(file, { force: true });
    },
  };
};

/** Whether a process that still runs holds a lease on the instance. */
export const isLeased = async (folder: string): Promise<boolean> => {
  const leases = path.join(folder, instanceFiles.leases);
  for (const name of await readdir(leases).catch(() => [])) {
    const holder = parseIdentity(await readJson(path.join(leases, name)));
    if (holder && (await isSameProcess(holder))) return true;
  }
  return false;
};
