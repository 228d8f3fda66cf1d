import { EventEmitter } from 'vscode';
import type { EngineEvents } from '../../protocol/engine.js';
import type { ExerciseView } from '../../protocol/exercise-view.js';
import type { ExerciseRef } from '../../protocol/tree.js';
import { DisposableStore } from '../disposables.js';
import type { EngineClient } from '../engine/client.js';
import { keyOf } from './exercise-key.js';
import type { KnownLabs } from './known-labs.js';

/** What the engine knows of exercises and their files, asked once and kept until the engine says that it changed. */
export class Exercises {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly #views = new Map<string, Promise<ExerciseView>>();
  readonly #files = new Map<string, Promise<ExerciseRef | undefined>>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly engine: EngineClient,
    private readonly labs: KnownLabs,
  ) {
    this.#store.add(engine.events.changed((event) => this.#forget(event)));
    this.#store.add(engine.events.checkFinished(({ run }) => this.#forget(run)));
    this.#store.add(labs.onDidChange(() => this.#forget({})));
  }

  view(ref: ExerciseRef): Promise<ExerciseView> {
    return this.#kept(this.#views, keyOf(ref), () => this.engine.request('exercise', ref));
  }

  /** The exercise a file belongs to. The engine is asked only for files in the folder of a started lab. */
  async ofFile(path: string): Promise<ExerciseRef | undefined> {
    if (!(await this.labs.contains(path))) return undefined;
    return this.#kept(
      this.#files,
      path,
      async () => (await this.engine.request('exerciseOfFile', { path })) ?? undefined,
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** A failure is not kept: the next who asks tries again. */
  #kept<T>(map: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
    const before = map.get(key);
    if (before) return before;
    const asked = ask();
    map.set(key, asked);
    asked.catch(() => {
      if (map.get(key) === asked) map.delete(key);
    });
    return asked;
  }

  #forget({ itemId }: EngineEvents['changed']): void {
    this.#views.clear();
    // Files change their exercise only when a manifest does.
    if (itemId === undefined) this.#files.clear();
    this.#changed.fire();
  }
}
