import type { CancellationToken } from 'vscode-jsonrpc/node';
import { LabError } from '../core/errors.js';

/** An AbortSignal that aborts when the caller cancels the request. */
export const signalOf = (token: CancellationToken): AbortSignal => {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new LabError('cancelled', 'Cancelled.'));
  if (token.isCancellationRequested) abort();
  else token.onCancellationRequested(abort);
  return controller.signal;
};
