import { fork, type ChildProcess } from 'node:child_process';
import type { CancellationToken as VscodeToken } from 'vscode';
import {
  CancellationToken,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { LabError, toLabError } from '../../core/errors.js';
import type { EngineEvents, EngineMethod, EngineParams, EngineResult } from '../../protocol/engine.js';
import { fromWire } from './from-wire.js';

/** What the owner of a connection hears from it. */
export interface ConnectionListener {
  event(name: keyof EngineEvents, payload: unknown): void;
  /** A piece of what the process wrote. */
  output(stream: 'stdout' | 'stderr', text: string): void;
  /** The process ended without being asked to. */
  ended(reason: string): void;
}

/** A record, so that an event added to the protocol can't be left out here. */
const eventNames: Readonly<Record<keyof EngineEvents, true>> = {
  changed: true,
  serviceChanged: true,
  progress: true,
  checkStarted: true,
  checkResult: true,
  checkFinished: true,
  log: true,
};

const allEvents = Object.keys(eventNames) as readonly (keyof EngineEvents)[];

/** Milliseconds an engine has to end by itself after its channel closes. */
const graceMs = 3000;

/** One engine process and the requests under way in it. */
export class EngineConnection {
  readonly #child: ChildProcess;
  readonly #rpc: MessageConnection;
  #closing = false;
  #disposed = false;

  constructor(modulePath: string, listener: ConnectionListener) {
    this.#child = fork(modulePath, [], {
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#child[stream]?.setEncoding('utf8').on('data', (text: string) => {
        // What a process writes while it is being ended goes nowhere: its listener may be gone.
        if (!this.#closing) listener.output(stream, text);
      });
    }
    this.#child.on('error', (error) => this.#ended(listener, error.message));
    this.#child.once('exit', (code, signal) => this.#ended(listener, signal ?? `exit code ${code ?? 'unknown'}`));
    this.#rpc = createMessageConnection(new IPCMessageReader(this.#child), new IPCMessageWriter(this.#child));
    for (const name of allEvents) this.#rpc.onNotification(name, (payload: unknown) => listener.event(name, payload));
    // The exit of the process tells the same, and tells it once.
    this.#rpc.onError(() => undefined);
    this.#rpc.listen();
  }

  /**
   * Rejects with the LabError the engine answered, `cancelled` when the token was used or the connection disposed, or
   * `internal` when the engine ended.
   */
  async request<M extends EngineMethod>(
    method: M,
    params: EngineParams<M>,
    token?: VscodeToken,
  ): Promise<EngineResult<M>> {
    try {
      // Without a token the library would take the argument for a second parameter.
      return await this.#rpc.sendRequest<EngineResult<M>>(method, params, token ?? CancellationToken.None);
    } catch (error) {
      if (token?.isCancellationRequested) throw new LabError('cancelled', 'Cancelled.', {}, error);
      if (this.#disposed) throw new LabError('cancelled', 'The lab engine was ended.', {}, error);
      throw asLabError(error);
    }
  }

  /** Ends the process: its channel closes, and a process that ignores that is killed. */
  dispose(): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#disposed = true;
    this.#rpc.dispose();
    if (this.#child.connected) this.#child.disconnect();
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
    kill.unref();
    this.#child.once('exit', () => clearTimeout(kill));
  }

  #ended(listener: ConnectionListener, reason: string): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#rpc.dispose();
    listener.ended(reason);
  }
}

const asLabError = (error: unknown): LabError => {
  // Disposing the connection answers what was under way with an error of its own, without data.
  if (error instanceof ResponseError && error.data !== undefined) return fromWire(error.data, error.message);
  if (error instanceof LabError) return error;
  return new LabError(
    'internal',
    'The lab engine ended before it answered.',
    { cure: 'Try again; the log says why it ended.', detail: toLabError(error).message },
    error,
  );
};
