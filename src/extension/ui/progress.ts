import { l10n, ProgressLocation, window, type CancellationToken } from 'vscode';
import type { ProgressEvent } from '../../protocol/engine.js';
import type { EngineClient } from '../engine/client.js';

/**
 * Runs work of the engine under a notification that shows its progress events and can be cancelled. A fraction becomes
 * the bar; without one the bar only says that something goes on.
 */
export const withEngineProgress = <T>(
  engine: EngineClient,
  title: string,
  work: (token: CancellationToken) => Promise<T>,
): Thenable<T> =>
  window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (bar, token) => {
    let shown = 0;
    const report = ({ title: step, message, fraction }: ProgressEvent): void => {
      const percent = fraction === undefined ? undefined : Math.round(fraction * 100);
      const text = [step, message].filter((part) => part !== '').join(': ');
      // The bar takes steps, not places: a new piece of work begins at the left again without moving it back.
      const increment = percent === undefined ? 0 : Math.max(0, percent - shown);
      shown = percent ?? shown;
      bar.report({ message: percent === undefined ? text : l10n.t('{0} ({1} %)', text, percent), increment });
    };
    const listening = engine.events.progress(report);
    const cancelling = token.onCancellationRequested(() => bar.report({ message: l10n.t('Cancelling…') }));
    try {
      return await work(token);
    } finally {
      listening.dispose();
      cancelling.dispose();
    }
  });
