import { CancellationTokenSource, EventEmitter, type CancellationToken } from 'vscode';
import type { CheckRun } from '../../core/check/result.js';
import { isLabError, toLabError, type LabError } from '../../core/errors.js';
import type { ExerciseRef } from '../../protocol/tree.js';
import { DisposableStore } from '../disposables.js';
import type { EngineClient } from '../engine/client.js';
import { keyOf, toRef } from './exercise-key.js';

export interface CheckFailure {
  readonly ref: ExerciseRef;
  readonly trigger: CheckRun['trigger'];
  readonly error: LabError;
}

/** Runs checks so that the latest wins: a new run of an exercise cancels the one under way. */
export class CheckRunner {
  readonly #store = new DisposableStore();
  readonly #busy = this.#store.add(new EventEmitter<ExerciseRef>());
  readonly #failed = this.#store.add(new EventEmitter<CheckFailure>());
  readonly #running = new Map<string, CancellationTokenSource>();
  /** A run began or ended. */
  readonly onDidChange = this.#busy.event;
  /** Nothing could be checked. A superseded or cancelled run is no failure. */
  readonly onDidFail = this.#failed.event;

  constructor(private readonly engine: EngineClient) {}

  isRunning(ref: ExerciseRef): boolean {
    return this.#running.has(keyOf(ref));
  }

  /** Resolves with `undefined` when the run was superseded, cancelled or could not be done. */
  async run(ref: ExerciseRef, trigger: CheckRun['trigger'], outer?: CancellationToken): Promise<CheckRun | undefined> {
    const key = keyOf(ref);
    this.#running.get(key)?.cancel();
    const source = new CancellationTokenSource();
    const linked = outer?.onCancellationRequested(() => source.cancel());
    this.#running.set(key, source);
    this.#busy.fire(ref);
    try {
      const run = await this.engine.request('check', { ...toRef(ref), trigger }, source.token);
      return source.token.isCancellationRequested ? undefined : run;
    } catch (error) {
      if (!source.token.isCancellationRequested && !isLabError(error, 'cancelled')) {
        this.#failed.fire({ ref, trigger, error: toLabError(error) });
      }
      return undefined;
    } finally {
      linked?.dispose();
      source.dispose();
      if (this.#running.get(key) === source) this.#running.delete(key);
      this.#busy.fire(ref);
    }
  }

  dispose(): void {
    for (const source of this.#running.values()) source.cancel();
    this.#running.clear();
    this.#store.dispose();
  }
}
