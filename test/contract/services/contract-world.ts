import { connect } from 'node:net';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { CancelSignal, RunningService, ServiceOwner } from '../../../src/core/ports.js';
import type { ServiceSpec } from '../../../src/core/service/service.js';
import type { ProcessIdentity } from '../../../src/node/process/identity.js';
import { identify, waitForExit } from '../../../src/node/process/identity.js';
import type { ServiceRecord } from '../../../src/node/services/record.js';
import type { LabServices } from '../../../src/node/services/services.js';
import type { ServiceHome } from '../../support/service-home.js';
import { eventually, never, openServiceHome } from '../../support/service-home.js';

/** One kind of service, as the contract needs to know it. */
export interface ServiceSubject {
  readonly spec: ServiceSpec;
  /** An exchange in the service's own protocol; rejects when it does not answer. */
  ask(service: RunningService): Promise<void>;
  write(service: RunningService, value: string): Promise<void>;
  read(service: RunningService): Promise<string>;
  /** Makes the files of an instance look as if its server had run under that pid before the machine was restarted. */
  pretendServer(folder: string, pid: number): Promise<void>;
}

/** What the tests of a contract work with; `owner` may be changed for the rest of a test. */
export interface ContractWorld {
  readonly home: ServiceHome;
  owner: ServiceOwner;
  start(user: LabServices, signal?: CancelSignal): Promise<RunningService>;
  /** What is published of a running service. */
  recorded(): Promise<ServiceRecord & { readonly server: ProcessIdentity }>;
}

/**
 * One home for a file of tests, and one instance for most of them: what is under test is its life, not its making. After
 * each test everything is stopped, and no process may be left.
 */
export const contractWorld = (subject: ServiceSubject, owner: ServiceOwner): ContractWorld => {
  let home: ServiceHome | undefined;
  beforeAll(async () => {
    home = await openServiceHome();
  });
  beforeEach(() => {
    world.owner = owner;
  });
  afterEach(async () => {
    await world.home.stopAll();
    await eventually('every process is gone', async () => (await world.home.processes()).length === 0);
  });
  afterAll(() => world.home.close());

  const world: ContractWorld = {
    get home() {
      if (!home) throw new Error('no test is running');
      return home;
    },
    owner,
    start: (user, signal = never) => user.ensure(world.owner, 'db', subject.spec, signal, () => undefined),
    recorded: async () => {
      const record = await world.home.record(world.owner);
      if (!record?.server) throw new Error(`no server in ${JSON.stringify(record)}`);
      return { ...record, server: record.server };
    },
  };
  return world;
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** kill -9, and proof of death. */
export const kill = async (pid: number): Promise<void> => {
  const identity = await identify(pid);
  if (!identity) throw new Error(`no process ${pid}`);
  process.kill(pid, 'SIGKILL');
  await waitForExit(identity, 5000);
};

/** Whether something on that address takes a connection. */
export const accepts = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1000 });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });

/** Addresses, as Linux writes them, on which something listens with that port. */
export const listenAddresses = async (port: number): Promise<readonly string[]> => {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')),
  );
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return tables.flatMap((table) =>
    table.split('\n').flatMap((line) => {
      const [, local, , state] = line.trim().split(/\s+/);
      return state === '0A' && local?.endsWith(`:${hex}`) ? [local.split(':')[0] ?? ''] : [];
    }),
  );
};
