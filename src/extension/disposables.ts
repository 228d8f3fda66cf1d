import type { Disposable } from 'vscode';

/** Owns what must be disposed together. What is added after the end is disposed at once. */
export class DisposableStore {
  readonly #items = new Set<{ dispose(): unknown }>();
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  add<T extends { dispose(): unknown }>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.add(item);
    return item;
  }

  addAll(...items: readonly Disposable[]): void {
    for (const item of items) this.add(item);
  }

  /** Disposes in reverse order: what was built on something else ends before it. */
  dispose(): void {
    this.#disposed = true;
    const items = [...this.#items].toReversed();
    this.#items.clear();
    for (const item of items) item.dispose();
  }
}
