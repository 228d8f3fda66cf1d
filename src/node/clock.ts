import { LabError } from '../core/errors.js';
import type { Clock } from '../core/ports.js';

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  deadline(ms, parent) {
    const controller = new AbortController();
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      controller.abort(new LabError('timeout', `Stopped after ${ms / 1000} seconds.`));
    }, ms);
    const onParent = (): void => controller.abort(parent.reason);
    if (parent.aborted) onParent();
    else parent.addEventListener('abort', onParent, { once: true });
    return {
      signal: controller.signal,
      get expired() {
        return expired;
      },
      clear() {
        clearTimeout(timer);
        parent.removeEventListener('abort', onParent);
      },
    };
  },
};
