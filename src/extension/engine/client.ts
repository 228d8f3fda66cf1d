import { EventEmitter, type CancellationToken, type Event, type LogOutputChannel } from 'vscode';
import { LabError, toLabError } from '../../core/errors.js';
import type {
  EngineEvents,
  EngineMethod,
  EngineOptions,
  EngineParams,
  EngineResult,
  ServiceTarget,
} from '../../protocol/engine.js';
import { DisposableStore } from '../disposables.js';
import { EngineConnection } from './connection.js';
import { EventHub } from './event-hub.js';
import { RestartPolicy } from './restart-policy.js';

/** What an engine is told before anything else, at the first start and after every restart. */
export interface EngineSession {
  readonly options: EngineOptions;
  readonly targets: Readonly<Record<string, ServiceTarget>>;
}

export interface EngineCrash {
  readonly reason: string;
  /** False when it ended too often and waits for {@link EngineClient.restart}. */
  readonly restarting: boolean;
}

interface Running {
  readonly connection: EngineConnection;
  /** Settles once the engine knows its session. */
  readonly ready: Promise<{ readonly pid: number }>;
}

/**
 * The engine as the rest of the extension sees it: typed requests and events. The process is started by the first
 * request; one that ends on its own is started again, told everything anew, and all views are made to ask again.
 */
export class EngineClient {
  readonly #store = new DisposableStore();
  readonly #hub = this.#store.add(new EventHub());
  readonly #crashed = this.#store.add(new EventEmitter<EngineCrash>());
  readonly #started = this.#store.add(new EventEmitter<void>());
  readonly #refused = this.#store.add(new EventEmitter<LabError>());
  readonly #policy = new RestartPolicy();
  #running: Running | undefined;
  #failed = false;

  readonly events: { readonly [E in keyof EngineEvents]: Event<EngineEvents[E]> } = this.#hub.events;
  readonly onDidCrash = this.#crashed.event;
  readonly onDidStart = this.#started.event;
  /** A request was answered with an error; whoever asked is told too. */
  readonly onDidRefuse = this.#refused.event;

  constructor(
    private readonly modulePath: string,
    private readonly log: LogOutputChannel,
    private readonly session: () => Promise<EngineSession>,
  ) {}

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Process id of the engine; starts it when there is none. */
  async pid(): Promise<number> {
    return (await this.#ensure().ready).pid;
  }

  /** Rejects with a {@link LabError}; `cancelled` when the token was used. */
  async request<M extends EngineMethod>(
    method: M,
    params: EngineParams<M>,
    token?: CancellationToken,
  ): Promise<EngineResult<M>> {
    const { connection, ready } = this.#ensure();
    await ready;
    if (token?.isCancellationRequested) throw new LabError('cancelled', 'Cancelled.');
    try {
      return await connection.request(method, params, token);
    } catch (error) {
      this.#refused.fire(toLabError(error));
      throw error;
    }
  }

  /** Sends what changed in the session to a running engine; one that is started later is told at its start. */
  async update<M extends 'setTrusted' | 'setTargets'>(method: M, params: EngineParams<M>): Promise<void> {
    if (this.#running) await this.request(method, params);
  }

  /** Ends the engine and starts a new one, whatever happened before. Services keep running. */
  async restart(): Promise<void> {
    this.#stop();
    this.#failed = false;
    this.#policy.reset();
    await this.#ensure().ready;
    this.#hub.fire('changed', {});
  }

  dispose(): void {
    this.#stop();
    this.#store.dispose();
  }

  #stop(): void {
    this.#running?.connection.dispose();
    this.#running = undefined;
  }

  #ensure(): Running {
    if (this.#store.disposed) throw new LabError('cancelled', 'The extension is shutting down.');
    if (this.#failed) {
      throw new LabError('internal', 'The lab engine ended too often.', { cure: 'Restart it; the log says why.' });
    }
    this.#running ??= this.#start();
    return this.#running;
  }

  #start(): Running {
    const connection = new EngineConnection(this.modulePath, {
      event: (name, payload) => this.#event(name, payload),
      // An engine that breaks says why on its error stream; no failure is concluded from that.
      output: (stream, text) => this.log[stream === 'stderr' ? 'warn' : 'debug'](text.trimEnd()),
      ended: (reason) => this.#ended(reason),
    });
    const running = { connection, ready: this.#introduce(connection) };
    running.ready.catch((error: unknown) => this.#introductionFailed(running, error));
    return running;
  }

  async #introduce(connection: EngineConnection): Promise<{ readonly pid: number }> {
    const { options, targets } = await this.session();
    const { version, pid } = await connection.request('initialize', options);
    if (Object.keys(targets).length > 0) {
      // A server that can't be used now is told by the labs that need it; the engine serves all others.
      await connection
        .request('setTargets', { targets })
        .catch((error: unknown) => this.log.warn(toLabError(error).message));
    }
    this.log.info(`Lab engine ${version} started (process ${pid}).`);
    this.#started.fire();
    return { pid };
  }

  /** An engine that refuses its session is of no use: the next request tries with a new one. */
  #introductionFailed(running: Running, error: unknown): void {
    if (this.#store.disposed) return;
    this.log.error(`The lab engine could not be started: ${toLabError(error).message}`);
    running.connection.dispose();
    if (this.#running === running) this.#running = undefined;
  }

  #event(name: keyof EngineEvents, payload: unknown): void {
    this.#hub.fire(name, payload as never);
  }

  #ended(reason: string): void {
    this.#running = undefined;
    const restarting = this.#policy.ended(performance.now());
    this.#failed = !restarting;
    this.log.error(`The lab engine ended unexpectedly (${reason}).`);
    this.#crashed.fire({ reason, restarting });
    if (!restarting) return;
    this.#ensure().ready.then(
      () => this.#hub.fire('changed', {}),
      () => undefined,
    );
  }
}
