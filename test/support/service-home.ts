import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CancelSignal, ServiceOwner } from '../../src/core/ports.js';
import { processFacts } from '../../src/node/process/process-facts.js';
import { reachableFolder } from '../../src/node/process/reachable-folder.js';
import { instanceFiles } from '../../src/node/services/instance.js';
import type { ServiceRecord } from '../../src/node/services/record.js';
import { readRecord } from '../../src/node/services/record.js';
import type { LabServices, ServicesOptions } from '../../src/node/services/services.js';
import { createServices } from '../../src/node/services/services.js';
import { stopInstance } from '../../src/node/services/stop-instance.js';
import { bundleProgram, testRuntimes, testToolchain } from './bundle.js';

/** Short enough for a test, long enough for a busy machine. */
export const timings = { graceMs: 500, heartbeatMs: 80, tickMs: 50 };

export const never: CancelSignal = new AbortController().signal;

/** A folder for services of one test file, and the way to start any number of users of it. */
export interface ServiceHome {
  readonly home: string;
  readonly supervisorScript: string;
  /** Another user of the services, as another window would be; given back by {@link close}. */
  user(options?: Partial<ServicesOptions>): LabServices;
  /** Has something done at the next {@link stopAll}, before anything is stopped. */
  onStop(work: () => Promise<void>): void;
  /** Folder of the only instance of that owner. */
  instance(owner: ServiceOwner): Promise<string>;
  record(owner: ServiceOwner): Promise<ServiceRecord | undefined>;
  /** Command lines of every process that works in this home. */
  processes(): Promise<readonly string[]>;
  /** Gives back all leases and stops everything at once. */
  stopAll(): Promise<void>;
  /** {@link stopAll}, and removes the folder. */
  close(): Promise<void>;
}

/** `existing`: a folder to use; otherwise a new one is made. */
export const openServiceHome = async (existing?: string): Promise<ServiceHome> => {
  const supervisorScript = await bundleProgram('src/supervisor/main.ts');
  const home = existing ?? (await mkdtemp(path.join(await roomyFolder(), 'delabs-services-')));
  // Root's servers run as another user, who must get in.
  await chmod(home, 0o755);
  process.env['DELABS_TOOLCHAIN'] = testToolchain;
  process.env['DELABS_RUNTIMES'] = testRuntimes;
  const root = path.join(await reachableFolder(home), 'services');
  const users = new Set<LabServices>();
  const instances = async (): Promise<readonly string[]> =>
    (await readdir(root).catch(() => [])).filter((name) => name !== 'templates').map((name) => path.join(root, name));

  const instance = async (owner: ServiceOwner): Promise<string> => {
    for (const folder of await instances()) if ((await ownerOf(folder)) === key(owner)) return folder;
    throw new Error(`no instance for ${key(owner)}`);
  };
  const stopping: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    await Promise.all(stopping.splice(0).map((work) => work()));
    await Promise.all([...users].map((user) => user.dispose()));
    users.clear();
    await Promise.all((await instances()).map((folder) => stopInstance(folder, supervisorScript)));
  };
  return {
    home,
    supervisorScript,
    user: (options = {}) => {
      const user = createServices({ home, supervisorScript, timings, log: () => undefined, ...options });
      users.add(user);
      return user;
    },
    onStop: (work) => void stopping.push(work),
    instance,
    record: async (owner) => readRecord(await instance(owner)),
    processes: () => processesNaming(home),
    stopAll,
    close: async () => {
      await stopAll();
      await rm(home, { recursive: true, force: true });
    },
  };
};

const neededBytes = 2e9;

/** Memory where there is enough: what is tested is how servers live and die, not how fast a disk is. */
const roomyFolder = async (): Promise<string> => {
  const memory = await statfs('/dev/shm').catch(() => undefined);
  return memory && memory.bavail * memory.bsize > neededBytes ? '/dev/shm' : tmpdir();
};

const key = ({ labId, workspace }: ServiceOwner): string => JSON.stringify([labId, workspace ?? null]);

const ownerOf = async (folder: string): Promise<string> => {
  const { readJson } = await import('../../src/node/process/atomic-file.js');
  const instance = (await readJson(path.join(folder, instanceFiles.instance))) as { for: ServiceOwner };
  return key(instance.for);
};

const processesNaming = async (text: string): Promise<readonly string[]> => {
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter((pid) => pid > 0);
  const commands = await Promise.all(pids.map(async (pid) => (await processFacts(pid))?.command ?? ''));
  return commands.filter((command) => command.includes(text));
};

/** Waits until the condition holds; fails with the words after ten seconds. */
export const eventually = async (words: string, condition: () => boolean | Promise<boolean>): Promise<void> => {
  for (const until = performance.now() + 10_000; performance.now() < until;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`did not happen: ${words}`);
};
