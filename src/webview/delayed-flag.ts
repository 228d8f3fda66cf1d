import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A wait shorter than this is not shown at all: a flash of "Checking…" only unsettles. */
export const shownAfterMs = 150;

/** True once its condition has held without a break for {@link shownAfterMs}. */
export class DelayedFlag implements ReactiveController {
  value = false;
  private key: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** What is being waited for, or undefined for nothing. Another wait begins to count anew. */
  set(key: string | undefined): void {
    if (key === this.key) return;
    this.key = key;
    clearTimeout(this.timer);
    this.value = this.value && key !== undefined;
    if (key === undefined || this.value) return;
    this.timer = setTimeout(() => {
      this.value = true;
      this.host.requestUpdate();
    }, shownAfterMs);
  }

  hostDisconnected(): void {
    this.set(undefined);
  }
}
