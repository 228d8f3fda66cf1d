import type { Shared } from '../core/check/context.js';
import { LabError } from '../core/errors.js';

/** Holds what the checks of one run share, and ends it when the run is over. */
export class RunScope {
  readonly #made = new Map<string, Promise<Shared<unknown>>>();
  #over = false;

  /** Rejects with `cancelled` when the run is over: a check that was given up may still be on its way here. */
  shared<T>(key: string, make: () => Promise<Shared<T>>): Promise<T> {
    if (this.#over) return Promise.reject(new LabError('cancelled', 'The run is over.'));
    const before = this.#made.get(key);
    const promise = before ?? make();
    if (!before) this.#made.set(key, promise);
    return promise.then((shared) => shared.value as T);
  }

  /** Ends everything that was made. What fails to end is reported to the callback and doesn't stop the others. */
  async end(onError: (error: unknown) => void): Promise<void> {
    this.#over = true;
    const all = [...this.#made.values()];
    this.#made.clear();
    await Promise.all(
      all.map((made) =>
        made.then(
          (shared) => shared.end().catch(onError),
          () => undefined,
        ),
      ),
    );
  }
}
