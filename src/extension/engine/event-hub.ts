import { EventEmitter, type Event } from 'vscode';
import type { EngineEvents } from '../../protocol/engine.js';
import { DisposableStore } from '../disposables.js';

type Emitters = { readonly [E in keyof EngineEvents]: EventEmitter<EngineEvents[E]> };

/** One vscode event per engine event. They outlive the engine process: a restart keeps every listener. */
export class EventHub {
  readonly #store = new DisposableStore();
  readonly #emitters: Emitters = {
    changed: this.#store.add(new EventEmitter<EngineEvents['changed']>()),
    serviceChanged: this.#store.add(new EventEmitter<EngineEvents['serviceChanged']>()),
    progress: this.#store.add(new EventEmitter<EngineEvents['progress']>()),
    checkStarted: this.#store.add(new EventEmitter<EngineEvents['checkStarted']>()),
    checkResult: this.#store.add(new EventEmitter<EngineEvents['checkResult']>()),
    checkFinished: this.#store.add(new EventEmitter<EngineEvents['checkFinished']>()),
    log: this.#store.add(new EventEmitter<EngineEvents['log']>()),
  };

  readonly events: { readonly [E in keyof EngineEvents]: Event<EngineEvents[E]> } = {
    changed: this.#emitters.changed.event,
    serviceChanged: this.#emitters.serviceChanged.event,
    progress: this.#emitters.progress.event,
    checkStarted: this.#emitters.checkStarted.event,
    checkResult: this.#emitters.checkResult.event,
    checkFinished: this.#emitters.checkFinished.event,
    log: this.#emitters.log.event,
  };

  fire<E extends keyof EngineEvents>(name: E, payload: EngineEvents[E]): void {
    const emitter: EventEmitter<EngineEvents[E]> = this.#emitters[name];
    emitter.fire(payload);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
