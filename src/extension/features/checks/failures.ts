import type { Disposable } from 'vscode';
import { toLabError } from '../../../core/errors.js';
import type { CheckRun } from '../../../core/check/result.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { sameExercise } from '../../state/exercise-key.js';
import { notifyError } from '../../ui/notify.js';

/**
 * Says that nothing could be checked. A command is answered every time; a save only when the reason is a new one, so that
 * a server that is down does not open a notification with every save.
 */
export class QuietFailures implements Disposable {
  readonly #store = new DisposableStore();
  #told: string | undefined;

  constructor(private readonly deps: Pick<Deps, 'current' | 'engine' | 'runner' | 'log'>) {
    this.#store.addAll(
      deps.runner.onDidFail(({ ref, trigger, error }) => {
        // A panel that can be seen says it in place.
        if (!sameExercise(ref, deps.current.ofPanel)) this.show(trigger, error);
      }),
      deps.engine.events.checkFinished(() => (this.#told = undefined)),
    );
  }

  show(trigger: CheckRun['trigger'], thrown: unknown): void {
    const error = toLabError(thrown);
    this.deps.log.error(`Nothing was checked: ${error.message}${error.data.detail ? ` (${error.data.detail})` : ''}`);
    if (trigger === 'save' && this.#told === error.message) return;
    this.#told = error.message;
    void notifyError(error);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
