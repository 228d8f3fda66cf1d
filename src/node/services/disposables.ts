import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal } from '../../core/ports.js';
import type { ServiceProgress } from '../../core/service/service.js';
import { fsError } from '../process/fs-error.js';
import type { ProcessIdentity } from '../process/identity.js';
import { makeReachable } from '../process/reachable-folder.js';
import { attach, type ReadyService } from './attach.js';
import { Holds } from './holds.js';
import { disposableName, instanceFiles } from './instance.js';
import type { ServerPlace } from './place.js';
import { prepareInstance } from './prepare-instance.js';
import { stopInstance } from './stop-instance.js';

/** A server that only this process uses, and that is gone with it: see {@link Disposables}. */
export interface DisposableServer {
  /** Absolute folder of the instance. */
  readonly folder: string;
  readonly port: number;
  /** Never waits. */
  isAlive(): boolean;
  /** Stops the server in good order and keeps its folder, until {@link end}. */
  stop(): Promise<void>;
  /** Ends the server and removes its folder. May be called again. */
  end(): Promise<void>;
}

export interface DisposableOrder {
  /** Absolute folder of the data to begin with; default: that of an empty server. */
  readonly template?: string;
  /** What it is for, for people who look into its folder. */
  readonly purpose: string;
}

/**
 * Servers that are thrown away. This process holds the only lease on each: when it dies without a word, the supervisor ends the
 * server and removes its folder; where the supervisor was killed too, the next process that runs servers here sees to both.
 */
export class Disposables {
  readonly #holds: Holds;
  readonly #open = new Set<DisposableServer>();

  constructor(
    private readonly place: ServerPlace,
    log: (level: 'info' | 'warn' | 'error', message: string) => void,
  ) {
    this.#holds = new Holds(place.supervisorScript, place.timings.heartbeatMs, log);
  }

  /** Resolves when the server answers. Rejects with `disk-full`, `service-failed`, `cancelled`; nothing is left then. */
  async start(
    order: DisposableOrder,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void,
  ): Promise<DisposableServer> {
    const programs = await this.place.programs(signal, onProgress);
    const folder = path.join(await this.place.root(), disposableName());
    try {
      await makeReachable(folder);
      const hold = await this.#holds.take(folder, () => undefined);
      try {
        await this.#prepare(folder, programs, order);
        const { supervisorScript } = this.place;
        const ready = await attach({ folder, supervisorScript, signal, onProgress });
        hold.keep(ready.server);
        return this.#opened(folder, ready);
      } finally {
        await hold.done();
      }
    } catch (error) {
      await this.#discard(folder);
      throw fsError(error, folder);
    }
  }

  /** Ends every server that is still there. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((server) => server.end()));
  }

  #prepare(folder: string, programs: string, { template, purpose }: DisposableOrder): Promise<void> {
    const { graceMs, tickMs } = this.place.timings;
    const servers = { kind: 'postgres', version: 18, target: 'local', programs } as const;
    const life = {
      wellKnownPort: false,
      durable: false,
      disposable: true,
      graceMs,
      tickMs,
      ...(template === undefined ? {} : { template }),
    };
    return prepareInstance(folder, { ...servers, ...life }, { scratch: purpose });
  }

  #opened(folder: string, { server, port }: ReadyService): DisposableServer {
    let ended: Promise<void> | undefined;
    const disposable: DisposableServer = {
      folder,
      port,
      isAlive: () => ended === undefined && this.#isAlive(folder, server),
      stop: async () => {
        await writeFile(path.join(folder, instanceFiles.keep), '');
        await stopInstance(folder, this.place.supervisorScript);
      },
      end: () => (ended ??= this.#discard(folder).finally(() => this.#open.delete(disposable))),
    };
    this.#open.add(disposable);
    return disposable;
  }

  #isAlive(folder: string, server: ProcessIdentity): boolean {
    return this.#holds.isAlive(folder, server);
  }

  /** Without a lease the supervisor takes the folder away itself; where there is no supervisor any more, it is still there. */
  async #discard(folder: string): Promise<void> {
    await this.#holds.drop(folder);
    await stopInstance(folder, this.place.supervisorScript).catch(() => undefined);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
