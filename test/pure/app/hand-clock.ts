import { LabError } from '../../../src/core/errors.js';
import type { Clock } from '../../../src/core/ports.js';

export interface HandClock {
  readonly clock: Clock;
  pass(ms: number): void;
  /** How many deadlines are waited for. */
  deadlines(): number;
}

/** A clock whose time is moved by hand: a deadline that is passed aborts at once. */
export const handClock = (): HandClock => {
  let now = 1000;
  const waiting = new Set<() => void>();
  const clock: Clock = {
    now: () => now,
    elapsed: () => now,
    deadline: (ms, parent) => {
      const controller = new AbortController();
      const at = now + ms;
      let expired = false;
      const look = (): void => {
        if (now < at) return;
        expired = true;
        controller.abort(new LabError('timeout', 'Time is up.'));
      };
      const onParent = (): void => controller.abort(parent.reason);
      if (parent.aborted) onParent();
      else parent.addEventListener('abort', onParent, { once: true });
      waiting.add(look);
      return {
        signal: controller.signal,
        get expired() {
          return expired;
        },
        clear: () => {
          waiting.delete(look);
          parent.removeEventListener('abort', onParent);
        },
      };
    },
  };
  const pass = (ms: number): void => {
    now += ms;
    for (const look of waiting) look();
  };
  return { clock, pass, deadlines: () => waiting.size };
};
