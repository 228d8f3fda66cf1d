import { PythonProcess, type ProcessOptions } from './python-process.js';

/** Interpreters that may wait for each kind of run; a run of several scripts takes several in a row. */
const most = 3;
/** Kinds of runs that interpreters wait for; others have not been used for longer. */
const mostKinds = 2;
/** Milliseconds without a run after which no interpreter waits any more: each holds as much memory as its packages. */
const idleMs = 15 * 60_000;
/** Runs that follow each other this closely belong together. */
const togetherMs = 2_000;

interface Waiting {
  readonly options: ProcessOptions;
  readonly processes: PythonProcess[];
  /** How many to keep. */
  wanted: number;
  /** Runs in the current burst, and when the last of them began. */
  burst: number;
  lastAt: number;
  timer: NodeJS.Timeout | undefined;
}

/** Interpreters that have imported a lab's packages and wait for a run. */
export class Spares {
  readonly #waiting = new Map<string, Waiting>();
  readonly #ending = new Set<Promise<void>>();
  #closed = false;

  /** @param keep whether to keep any: worth it in a process that lives long */
  constructor(private readonly keep: boolean) {}

  /** Starts what a run would have to wait for. */
  warm(options: ProcessOptions): void {
    if (this.keep && !this.#closed) this.#fill(this.#of(options));
  }

  /** An interpreter for one run: one that waits, or a new one. */
  take(options: ProcessOptions): PythonProcess {
    if (!this.keep || this.#closed) return new PythonProcess(options);
    const waiting = this.#of(options);
    const now = performance.now();
    waiting.burst = now - waiting.lastAt < togetherMs ? waiting.burst + 1 : 1;
    waiting.lastAt = now;
    waiting.wanted = Math.min(most, Math.max(waiting.wanted, waiting.burst));
    const taken = waiting.processes.splice(0).filter((one) => one.isAlive);
    const [first = new PythonProcess(options), ...others] = taken;
    waiting.processes.push(...others);
    this.#fill(waiting);
    return first;
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const key of this.#waiting.keys()) this.#forget(key);
    await Promise.all(this.#ending);
  }

  #of(options: ProcessOptions): Waiting {
    const key = JSON.stringify([options.environment.id, ...options.preload]);
    const before = this.#waiting.get(key);
    // The one asked for last stands last.
    this.#waiting.delete(key);
    const waiting = before ?? { options, processes: [], wanted: 1, burst: 0, lastAt: -Infinity, timer: undefined };
    this.#waiting.set(key, waiting);
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => this.#forget(key), idleMs);
    waiting.timer.unref();
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > mostKinds && oldest !== undefined) this.#forget(oldest);
    return waiting;
  }

  #fill(waiting: Waiting): void {
    while (waiting.processes.length < waiting.wanted) waiting.processes.push(new PythonProcess(waiting.options));
  }

  #forget(key: string): void {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    clearTimeout(waiting?.timer);
    for (const one of waiting?.processes ?? []) {
      const ending = one.end();
      this.#ending.add(ending);
      void ending.finally(() => this.#ending.delete(ending));
    }
  }
}
