import { rm } from 'node:fs/promises';
import path from 'node:path';
import { isLabError } from '../../core/errors.js';
import type { CancelSignal } from '../../core/ports.js';
import type { PostgresSpec, ServiceProgress } from '../../core/service/service.js';
import type { Disposables, DisposableServer } from './disposables.js';
import type { ServerPlace } from './place.js';
import { ensureLabTemplate } from './postgres/lab-template.js';
import { openScratch, type ScratchPostgres } from './postgres/scratch.js';

/** A scratch server of one run. */
export interface TakenServer {
  readonly postgres: ScratchPostgres;
  /** Ends the server and removes all that is of it. Never rejects; see {@link ScratchServers.close}. */
  end(): void;
}

type OnProgress = (progress: ServiceProgress) => void;

/** How long a server waits for a run before it is given up. */
const spareMs = 600_000;

interface Spare {
  readonly server: Promise<DisposableServer>;
  readonly timer: NodeJS.Timeout;
}

/**
 * Throw-away servers for runs that execute the learner's code, each with what the lab gives the learner, and nothing else. One
 * may be started ahead, by lab: a run that takes it waits for nothing.
 */
export class ScratchServers {
  readonly #spares = new Map<string, Spare>();
  readonly #ending = new Set<Promise<void>>();
  #closed = false;

  /** @param keepSpares whether to start the next server as soon as a run has given its own back. */
  constructor(
    private readonly place: ServerPlace,
    private readonly disposables: Disposables,
    private readonly keepSpares: boolean,
  ) {}

  /** Starts the server that the next run will take, if none waits. Rejects as {@link take}. */
  async prepare(purpose: string, spec: PostgresSpec, signal: CancelSignal, onProgress: OnProgress): Promise<void> {
    const template = await this.#template(purpose, spec, signal, onProgress);
    await this.#spare(template, purpose, onProgress);
  }

  /**
   * A server that no other run has seen. `purpose` names the lab and its service: newer data replaces older data of the same purpose.
   * Rejects with `manifest-invalid` (the seed), `disk-full`, `service-failed`, `cancelled`.
   */
  async take(purpose: string, spec: PostgresSpec, signal: CancelSignal, onProgress: OnProgress): Promise<TakenServer> {
    const template = await this.#template(purpose, spec, signal, onProgress);
    const server = (await this.#waiting(template)) ?? (await this.#start(template, purpose, signal, onProgress));
    try {
      const postgres = await openScratch(server, spec);
      return { postgres, end: () => this.#giveBack(server, template, purpose) };
    } catch (error) {
      this.#end(server);
      throw error;
    }
  }

  /** Ends every server, and waits for those that are just ending. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { timer } of this.#spares.values()) clearTimeout(timer);
    const starting = [...this.#spares.values()].map(({ server }) => server.catch(() => undefined));
    this.#spares.clear();
    await Promise.all(starting);
    await this.disposables.close();
    await Promise.all(this.#ending);
  }

  async #template(purpose: string, spec: PostgresSpec, signal: CancelSignal, onProgress: OnProgress): Promise<string> {
    const programs = await this.place.programs(signal, onProgress);
    const templates = path.join(await this.place.root(), 'templates');
    return ensureLabTemplate(this.disposables, { templates, programs, purpose, spec }, signal, onProgress);
  }

  async #start(
    template: string,
    purpose: string,
    signal: CancelSignal,
    onProgress: OnProgress,
  ): Promise<DisposableServer> {
    try {
      return await this.disposables.start({ template, purpose: `checks of ${purpose}` }, signal, onProgress);
    } catch (error) {
      // A power cut may have spoiled it, for nothing was flushed: the next that asks makes it anew.
      if (isLabError(error, 'service-failed')) await rm(template, { recursive: true, force: true });
      throw error;
    }
  }

  /** Taken before anything is waited for: two runs must never get the same. */
  async #waiting(template: string): Promise<DisposableServer | undefined> {
    const spare = this.#spares.get(template);
    this.#spares.delete(template);
    clearTimeout(spare?.timer);
    const server = await spare?.server.catch(() => undefined);
    if (!server || server.isAlive()) return server;
    this.#end(server);
    return undefined;
  }

  /** Rejects when it can't be started; the next that asks tries again. */
  async #spare(template: string, purpose: string, onProgress: OnProgress = () => undefined): Promise<void> {
    if (this.#closed) return;
    // Whoever gives up waiting leaves it to the next.
    const server = this.#spares.get(template)?.server ?? this.#start(template, purpose, never, onProgress);
    if (!this.#spares.has(template)) {
      const timer = setTimeout(() => void this.#waiting(template).then((idle) => idle && this.#end(idle)), spareMs);
      this.#spares.set(template, { server, timer: timer.unref() });
      server.catch(() => this.#spares.delete(template));
    }
    await server;
  }

  #giveBack(server: DisposableServer, template: string, purpose: string): void {
    this.#end(server);
    if (this.keepSpares) this.#spare(template, purpose).catch(() => undefined);
  }

  #end(server: DisposableServer): void {
    const ending = server.end().catch(() => undefined);
    this.#ending.add(ending);
    void ending.finally(() => this.#ending.delete(ending));
  }
}

const never: CancelSignal = new AbortController().signal;
