import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LabError, toLabError } from '../../core/errors.js';
import { writeAtomically } from '../process/atomic-file.js';
import { tryLock } from '../process/file-lock.js';
import { fsError } from '../process/fs-error.js';
import { ownIdentity } from '../process/identity.js';
import type { ServiceDriver, StartedService } from './driver.js';
import type { Instance } from './instance.js';
import { instanceFiles, readInstance } from './instance.js';
import { LeaseWatch } from './lease-watch.js';
import { isLeased } from './lease.js';
import type { ServiceRecord } from './record.js';
import { readRecord, writeRecord } from './record.js';
import { StopWatch } from './stop-watch.js';

/**
 * Owns one instance until nobody needs it: starts its server or adopts the one that outlived an earlier supervisor, makes it
 * known, and stops it when it is asked to or when the last lease has run out. Returns at once when another supervisor does so.
 */
export const supervise = async (folder: string, driverOf: (instance: Instance) => ServiceDriver): Promise<void> => {
  const lock = await tryLock(path.join(folder, instanceFiles.lock));
  if (!lock) return;
  let unwanted = false;
  try {
    const instance = await readInstance(folder);
    if (!instance) throw new LabError('file-missing', `There is no instance in ${folder}.`, { file: folder });
    await new Supervisor(instance, driverOf(instance)).run();
    unwanted = await isUnwanted(instance);
  } finally {
    await lock.release();
  }
  if (unwanted) rmSync(folder, { recursive: true, force: true });
};

/** A disposable instance without users will never have one again. */
const isUnwanted = async ({ disposable = false, folder }: Instance): Promise<boolean> =>
  disposable && !existsSync(path.join(folder, instanceFiles.keep)) && !(await isLeased(folder));

class Supervisor {
  readonly #run = randomUUID();
  readonly #stops: StopWatch;
  readonly #leases: LeaseWatch;

  constructor(
    private readonly instance: Instance,
    private readonly driver: ServiceDriver,
  ) {
    const { folder, graceMs, tickMs } = instance;
    this.#stops = new StopWatch(folder, tickMs);
    this.#leases = new LeaseWatch(path.join(folder, instanceFiles.leases), graceMs, tickMs);
  }

  async run(): Promise<void> {
    try {
      const service = await this.#begin();
      await this.#keep(service).catch(async (error: unknown) => {
        await service.stop();
        throw error;
      });
    } catch (error) {
      if (this.#stops.signal.aborted) await this.#publish('absent', 'Stopped.');
      else await this.#publishFailure(error);
    } finally {
      await this.#stops.clear();
      this.#stops.dispose();
    }
  }

  async #begin(): Promise<StartedService> {
    const { instance, driver } = this;
    const adopted = await driver.adopt(instance, await readRecord(instance.folder));
    if (adopted) return adopted;
    await this.#publish('starting', 'Starting.');
    const started = await driver.start(instance, {
      signal: this.#stops.signal,
      lastPort: await this.#lastPort(),
      say: (message) => this.#publish('starting', message),
      spawned: (server) => this.#publish('starting', 'Waiting for the server.', { server }),
    });
    await writeAtomically(this.#portFile, String(started.port));
    return started;
  }

  async #keep(service: StartedService): Promise<void> {
    let ended = false;
    const exited = service.exited.then(() => (ended = true));
    if (!this.#stops.signal.aborted) await this.#publishReady(service);
    while (!this.#stops.signal.aborted) {
      await Promise.race([exited, this.#tick()]);
      if (ended) return this.#publishEnd(service);
      await this.#leases.look();
      if (this.#isIdle() && (await this.#isStillIdle(service))) break;
      await service.upkeep();
    }
    await this.#end(service);
  }

  #isIdle(): boolean {
    return this.#leases.idleMs > this.instance.graceMs;
  }

  /** A user writes its lease before it reads the state: whoever has read `ready` is found by the second look. */
  async #isStillIdle(service: StartedService): Promise<boolean> {
    await this.#publish('stopping', 'Nobody uses the server.', service);
    await this.#leases.look();
    if (this.#isIdle()) return true;
    await this.#publishReady(service);
    return false;
  }

  async #end(service: StartedService): Promise<void> {
    await this.#publish('stopping', 'Stopping.', service).catch(() => undefined);
    await ((await isUnwanted(this.instance)) ? service.discard() : service.stop());
    await this.#publish('absent', 'Stopped.');
  }

  #tick(): Promise<void> {
    const { signal } = this.#stops;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, this.instance.tickMs);
      signal.addEventListener('abort', done);
    });
  }

  get #portFile(): string {
    return path.join(this.instance.folder, instanceFiles.lastPort);
  }

  async #lastPort(): Promise<number | undefined> {
    const port = Number(await readFile(this.#portFile, 'utf8').catch(() => ''));
    return Number.isInteger(port) && port > 0 ? port : undefined;
  }

  #publishReady({ server, port }: StartedService): Promise<void> {
    return this.#publish('ready', `Listening on port ${port}.`, { server, port });
  }

  async #publishEnd(service: StartedService): Promise<void> {
    const data = await service.lastWords();
    await this.#publish('failed', 'The server ended unexpectedly.', { failure: { code: 'service-failed', data } });
  }

  async #publishFailure(error: unknown): Promise<void> {
    const { code, message, data } = toLabError(fsError(error, this.instance.folder));
    await this.#publish('failed', message, { failure: { code, data } });
  }

  async #publish(
    state: ServiceRecord['state'],
    message: string,
    { server, port, failure }: Partial<ServiceRecord> = {},
  ): Promise<void> {
    await writeRecord(this.instance.folder, {
      ...{ run: this.#run, state, message, supervisor: await ownIdentity() },
      ...(server && { server }),
      ...(state === 'ready' && port !== undefined && { port }),
      ...(failure && { failure }),
    });
  }
}
