import { LabError } from '../../core/errors.js';
import type { CancelSignal } from '../../core/ports.js';

/** The error of work that was cancelled; one that already tells so is passed on. */
export const cancelled = (signal: CancelSignal): LabError =>
  signal.reason instanceof LabError ? signal.reason : new LabError('cancelled', 'Cancelled.', {}, signal.reason);

/** Rejects with `cancelled` when the signal is aborted. */
export const throwIfCancelled = (signal: CancelSignal | undefined): void => {
  if (signal?.aborted) throw cancelled(signal);
};

/** Waits `ms` milliseconds; rejects with `cancelled` as soon as the signal is aborted. */
export const delay = (ms: number, signal?: CancelSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled(signal));
    const stop = (): void => {
      clearTimeout(timer);
      if (signal) reject(cancelled(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });

/** The work's result, or `undefined` when it takes longer than `ms` milliseconds. No timer outlives the work. */
export const within = <T>(ms: number, work: Promise<T>): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/** A platform signal that follows a {@link CancelSignal}, for libraries that take no other. */
export const abortSignalOf = (signal: CancelSignal): AbortSignal => {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return controller.signal;
};

/** The work's result, or a rejection with `cancelled` as soon as the signal is aborted, whatever the work does then. */
export const orCancelled = <T>(work: Promise<T>, signal: CancelSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      work.catch(() => undefined);
      return reject(cancelled(signal));
    }
    const stop = (): void => reject(cancelled(signal));
    signal.addEventListener('abort', stop, { once: true });
    const settle = (): void => signal.removeEventListener('abort', stop);
    work.then(resolve, reject).finally(settle);
  });
