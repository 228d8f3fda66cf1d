import type { FSWatcher } from 'node:fs';
import { existsSync, watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { instanceFiles } from './instance.js';

/** Aborts its signal when someone asks the service to stop, or this process to end, or removes the instance's folder. */
export class StopWatch {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #watcher: FSWatcher | undefined;
  readonly #stop = (): void => this.#controller.abort();

  constructor(
    private readonly folder: string,
    tickMs: number,
  ) {
    this.#timer = setInterval(() => this.#look(), tickMs);
    this.#watcher = watchQuietly(folder, () => this.#look());
    process.on('SIGTERM', this.#stop).on('SIGINT', this.#stop);
    this.#look();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  #look(): void {
    // Looked at even when the system tells of changes: on network drives it does not.
    if (existsSync(path.join(this.folder, instanceFiles.stop)) || !existsSync(this.folder)) this.#stop();
  }

  /** Takes the request away, so that the next start is not stopped by it. */
  async clear(): Promise<void> {
    await rm(path.join(this.folder, instanceFiles.stop), { force: true });
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#watcher?.close();
    process.off('SIGTERM', this.#stop).off('SIGINT', this.#stop);
  }
}

const watchQuietly = (folder: string, onChange: () => void): FSWatcher | undefined => {
  try {
    return watch(folder, onChange).on('error', () => undefined);
  } catch {
    return undefined;
  }
};
