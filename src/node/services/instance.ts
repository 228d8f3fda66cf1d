import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { ServiceOwner } from '../../core/ports.js';
import type { ServiceSpec } from '../../core/service/service.js';
import { versionOf } from '../../core/service/service.js';
import { readJson } from '../process/atomic-file.js';

/** How long things take; smaller in tests. Milliseconds. */
export interface Timings {
  /** From the last sign of life of the last user to the stop. A window reload must fit in. */
  readonly graceMs: number;
  /** Between two signs of life of a user. */
  readonly heartbeatMs: number;
  /** Between two looks of the supervisor. */
  readonly tickMs: number;
}

export const defaultTimings: Timings = { graceMs: 15_000, heartbeatMs: 3000, tickMs: 1000 };

/** What a supervisor is told about its service, in `instance.json`. */
export interface Instance {
  readonly kind: ServiceSpec['kind'];
  /** Major version. */
  readonly version: number;
  /** Whether the server runs as a process of ours or in a container. */
  readonly target: 'local' | 'docker';
  /** Absolute folder of everything that belongs to the instance. */
  readonly folder: string;
  /** Absolute folder of the programs. */
  readonly programs: string;
  /** Absolute folder of initialised data to copy from, shared by all instances. */
  readonly templates: string;
  /** Whether to take the port that courses name (5432) when it is free. */
  readonly wellKnownPort: boolean;
  /** Whether the data must survive a power cut. */
  readonly durable: boolean;
  /** Whether the folder goes with the last user: whoever holds a lease at the end has to see to it, else the supervisor does. */
  readonly disposable?: boolean;
  /** Absolute folder of data that someone has prepared; default: that of an empty server. */
  readonly template?: string;
  readonly graceMs: number;
  readonly tickMs: number;
}

/** Names inside an instance's folder. */
export const instanceFiles = {
  instance: 'instance.json',
  record: 'service.json',
  lock: 'supervisor.lock',
  leases: 'leases',
  stop: 'stop',
  /** In a disposable instance: someone has still to take something out of the folder. */
  keep: 'keep',
  lastPort: 'last-port',
} as const;

/** The same for every process that means the same service; different for everything else. */
export const instanceId = (
  owner: ServiceOwner,
  name: string,
  spec: ServiceSpec,
  target: Instance['target'] = 'local',
): string => {
  const workspace = owner.workspace === undefined ? 'grading' : path.resolve(owner.workspace);
  const parts = [workspace, owner.labId, name, spec.kind, versionOf(spec), ...(target === 'local' ? [] : [target])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
};

/** A name for the folder of an instance that only this process uses; see {@link makerOf}. */
export const disposableName = (): string => `scratch-${process.pid}-${randomBytes(4).toString('hex')}`;

/** The process that made the disposable instance of this name; `undefined` for any other name. */
export const makerOf = (name: string): number | undefined => {
  const [, pid] = /^scratch-(\d+)-[0-9a-f]{8}$/.exec(name) ?? [];
  return pid === undefined ? undefined : Number(pid);
};

/** The instance a folder describes, or `undefined`. Only this program writes the file. */
export const readInstance = async (folder: string): Promise<Instance | undefined> => {
  const value = await readJson(path.join(folder, instanceFiles.instance));
  return typeof value === 'object' && value !== null ? ({ ...value, folder } as Instance) : undefined;
};
