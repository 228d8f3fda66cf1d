import { LabError } from '../../core/errors.js';
import type { CancelSignal } from '../../core/ports.js';
import type { ServiceProgress } from '../../core/service/service.js';
import { delay } from '../process/delay.js';
import { diskFull, permissionDenied } from '../process/fs-error.js';
import type { ProcessIdentity } from '../process/identity.js';
import { isSameProcess, ProcessWatch } from '../process/identity.js';
import type { ServiceRecord } from './record.js';
import { readRecord } from './record.js';
import type { SpawnedSupervisor } from './spawn-supervisor.js';
import { spawnSupervisor, supervisorExit } from './spawn-supervisor.js';

/** A service that runs: what its supervisor has published. */
export interface ReadyService {
  readonly server: ProcessIdentity;
  readonly port: number;
}

export interface AttachOptions {
  readonly folder: string;
  readonly supervisorScript: string;
  readonly signal: CancelSignal;
  readonly onProgress: (progress: ServiceProgress) => void;
}

const pollMs = 12;
const timeoutMs = 120_000;

/** Waits for the instance to be ready; starts a supervisor whenever none is at work. The caller must hold a lease. */
export const attach = async (options: AttachOptions): Promise<ReadyService> => {
  const until = performance.now() + timeoutMs;
  const wait = new Wait(options, (await readRecord(options.folder))?.run);
  while (performance.now() < until) {
    const ready = await wait.look();
    if (ready) return ready;
    await delay(pollMs, options.signal);
  }
  throw new LabError('timeout', `The server was not ready after ${timeoutMs / 1000} seconds.`, {
    cure: 'Try again; a slow disk or a busy computer may be the reason.',
  });
};

class Wait {
  #spawned: SpawnedSupervisor | undefined;
  #watch: ProcessWatch | undefined;
  #said = '';

  constructor(
    private readonly options: AttachOptions,
    private readonly oldRun: string | undefined,
  ) {}

  async look(): Promise<ReadyService | undefined> {
    const record = await readRecord(this.options.folder);
    const supervised = record !== undefined && (await this.#isAtWork(record.supervisor));
    if (supervised) {
      const ready = await readyOf(record);
      if (ready) return ready;
      this.#say(record);
    }
    // A failure of an earlier life is no news: that is what this start is to mend.
    if (record?.failure && record.run !== this.oldRun) throw failureOf(record, record.failure);
    if (!supervised) this.#spawn();
    return undefined;
  }

  #isAtWork(supervisor: ProcessIdentity): Promise<boolean> {
    const { pid, startedAt } = this.#watch?.identity ?? {};
    if (!this.#watch || pid !== supervisor.pid || startedAt !== supervisor.startedAt) {
      this.#watch = new ProcessWatch(supervisor);
    }
    return this.#watch.alive();
  }

  #say({ state, message }: ServiceRecord): void {
    if (state === 'ready' || this.#said === message) return;
    this.#said = message;
    this.options.onProgress({ state, message });
  }

  #spawn(): void {
    const exitCode = this.#spawned?.exitCode();
    if (this.#spawned && exitCode === undefined) return;
    if (exitCode !== undefined && exitCode !== 0) throw exitError(exitCode, this.options.folder);
    this.#spawned = spawnSupervisor(this.options.supervisorScript, this.options.folder);
  }
}

const readyOf = async ({ state, server, port }: ServiceRecord): Promise<ReadyService | undefined> =>
  state === 'ready' && server && port !== undefined && (await isSameProcess(server)) ? { server, port } : undefined;

const failureOf = ({ message }: ServiceRecord, { code, data }: NonNullable<ServiceRecord['failure']>): LabError =>
  new LabError(code, message, data);

const exitError = (exitCode: number, folder: string): LabError => {
  if (exitCode === supervisorExit.diskFull) return diskFull(folder);
  if (exitCode === supervisorExit.permissionDenied) return permissionDenied(folder);
  return new LabError('service-failed', 'The process that looks after the server could not be started.', {
    cure: 'Try again; if it fails again, reinstall the extension.',
    detail: `exit code ${exitCode}`,
  });
};
