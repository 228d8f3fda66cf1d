import { EventEmitter } from 'vscode';
import type { ExerciseView } from '../../protocol/exercise-view.js';
import type { ExerciseRef } from '../../protocol/tree.js';
import { DisposableStore } from '../disposables.js';
import type { EngineClient } from '../engine/client.js';
import { keyOf } from './exercise-key.js';
import type { KnownLabs } from './known-labs.js';

/** What the engine knows of exercises, asked once and kept until the engine says that it changed. */
export class Exercises {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly #views = new Map<string, Promise<ExerciseView>>();
  #lookedAt: ExerciseRef | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly engine: EngineClient,
    private readonly labs: KnownLabs,
  ) {
    this.#store.add(engine.events.changed(() => this.#forget()));
    this.#store.add(engine.events.checkFinished(() => this.#forget()));
    this.#store.add(labs.onDidChange(() => this.#forget()));
  }

  /** A failure is not kept: the next who asks tries again. */
  view(ref: ExerciseRef): Promise<ExerciseView> {
    const key = keyOf(ref);
    const before = this.#views.get(key);
    if (before) return before;
    const asked = this.engine.request('exercise', ref);
    this.#views.set(key, asked);
    asked.catch(() => {
      if (this.#views.get(key) === asked) this.#views.delete(key);
    });
    return asked;
  }

  /** The learner looks at an exercise: files that it shares with others count as its own. */
  lookAt(ref: ExerciseRef): void {
    this.#lookedAt = ref;
  }

  /** The exercise a file belongs to. The engine is asked only for files in the folder of a started lab. */
  async ofFile(path: string): Promise<ExerciseRef | undefined> {
    if (!(await this.labs.contains(path))) return undefined;
    const lookedAt = this.#lookedAt;
    return (await this.engine.request('exerciseOfFile', { path, ...(lookedAt && { lookedAt }) })) ?? undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #forget(): void {
    this.#views.clear();
    this.#changed.fire();
  }
}
