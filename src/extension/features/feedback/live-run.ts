import type { EngineEvents } from '../../../protocol/engine.js';
import type { ToPanel } from '../../../protocol/panel.js';
import { toRef } from '../../state/exercise-key.js';

/** The check run under way for the exercise on show: what a page that loads in the middle of it must be told. */
export class LiveRun {
  #messages: readonly ToPanel[] = [];
  #runId: string | undefined;

  start(event: EngineEvents['checkStarted']): ToPanel {
    const { runId, tier, follows } = event;
    const goesOn = follows !== undefined && follows === this.#runId;
    const message: ToPanel = { type: 'checking', ref: toRef(event), runId, tier, ...(goesOn ? { follows } : {}) };
    this.#runId = runId;
    // What the quick tier found stands until the full one has found it again.
    this.#messages = goesOn ? [...this.#messages, message] : [message];
    return message;
  }

  /** Undefined for a result of another run. */
  add({ runId, result }: EngineEvents['checkResult']): ToPanel | undefined {
    if (runId !== this.#runId) return undefined;
    const message: ToPanel = { type: 'result', runId, result };
    this.#messages = [...this.#messages, message];
    return message;
  }

  get isUnderWay(): boolean {
    return this.#runId !== undefined;
  }

  isCurrent(runId: string): boolean {
    return runId === this.#runId;
  }

  messages(): readonly ToPanel[] {
    return this.#messages;
  }

  clear(): void {
    this.#runId = undefined;
    this.#messages = [];
  }
}
