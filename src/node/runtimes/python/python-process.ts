import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { LabError } from '../../../core/errors.js';
import { errorText } from '../../process/error-code.js';
import { endProcesses } from './end-processes.js';
import type { Environment } from './environment.js';

/** How a process has ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProcessOptions {
  readonly environment: Environment;
  /** Absolute folder of our Python helpers. */
  readonly helpers: string;
  /** Modules to import before anything is asked for. */
  readonly preload: readonly string[];
}

/** Variables of this process that a program needs to start at all. Nothing else of the user's reaches a check. */
const inherited = [
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'],
  ...['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'],
];

/** The same for every program of every run. */
const fixed = {
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONUTF8: '1',
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONHASHSEED: '0',
  PYTHONNOUSERSITE: '1',
  MPLBACKEND: 'Agg',
  // Threads for every core would only wait for work in what labs compute, and cost memory and time at each start.
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
} as const;

const markName = 'DELABS_RUN';

/**
 * An interpreter of ours that waits for one job. It ends when this process ends, when it has done its job, or when {@link end} is
 * called.
 */
export class PythonProcess {
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #mark: string;
  #exit: Exit | undefined;
  #failure: Error | undefined;

  constructor({ environment, helpers, preload }: ProcessOptions) {
    const id = randomUUID();
    this.#mark = `${markName}=${id}`;
    this.#child = spawn(environment.python, [path.join(helpers, 'run.py'), ...preload], {
      env: { ...baseEnvironment(environment), [markName]: id },
      // A folder that stays: that of a run is not known yet.
      cwd: environment.folder,
      stdio: 'pipe',
      windowsHide: true,
      // Leads a group of its own, so that all it starts can be ended together.
      detached: process.platform !== 'win32',
    });
    this.exited = new Promise((resolve) => {
      const settle = (exit: Exit): void => resolve((this.#exit = exit));
      this.#child.once('exit', (code, signal) => settle({ code, signal }));
      this.#child.once('error', (error) => {
        this.#failure = error;
        settle({ code: null, signal: null });
      });
    });
    // Writing to one that has ended is told by its end.
    this.#child.stdin.on('error', () => undefined);
  }

  /** False when it has ended, or could not be started. */
  get isAlive(): boolean {
    return this.#exit === undefined && this.#child.pid !== undefined;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Gives it its job. `onOutput` is told what comes on standard output (0) and standard error (1). */
  start(jobFile: string, onOutput: (stream: 0 | 1, data: Buffer) => void): void {
    this.#child.stdout.on('data', (data: Buffer) => onOutput(0, data));
    this.#child.stderr.on('data', (data: Buffer) => onOutput(1, data));
    // The pipe stays open: its end would tell that nobody waits for the job any more.
    this.#child.stdin.write(`${jobFile}\n`);
  }

  /** Resolves when all that was written before the end has been read; a process that lives on may hold the pipes open. */
  async drained(): Promise<void> {
    const { stdout, stderr } = this.#child;
    await Promise.all([stdout, stderr].map((stream) => ended(stream)));
  }

  /** Stops reading: what the program writes from now on is lost. */
  mute(): void {
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.removeAllListeners('data').resume();
  }

  signal(name: NodeJS.Signals): void {
    if (this.isAlive) this.#child.kill(name);
  }

  /** Ends it and all it has started. `alone`: it is known to have started nothing. */
  async end(alone = false): Promise<void> {
    const { pid } = this.#child;
    if (pid !== undefined && !(alone && this.#exit)) await endProcesses({ pid, mark: this.#mark });
    await this.exited;
    for (const stream of this.#child.stdio) stream?.destroy();
  }

  /** Throws when the program could not even be started. */
  requireStarted(): void {
    if (!this.#failure) return;
    throw new LabError(
      'runtime-failed',
      'Python could not be started.',
      { cure: 'Check again: the environment is made anew.', detail: errorText(this.#failure) },
      this.#failure,
    );
  }
}

/** What every program of a run finds in its environment, and programs of the environment before others on the path. */
const baseEnvironment = ({ folder, python }: Environment): NodeJS.ProcessEnv => {
  const own = Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const search = [path.dirname(python), process.env['PATH'] ?? process.env['Path'] ?? ''].join(path.delimiter);
  return { ...own, ...fixed, PATH: search, VIRTUAL_ENV: folder };
};

/** Milliseconds that pipes may stay open after the program has ended. */
const lingerMs = 200;

const ended = (stream: NodeJS.ReadableStream & { readonly readableEnded: boolean }): Promise<void> =>
  new Promise((resolve) => {
    if (stream.readableEnded) return resolve();
    const timer = setTimeout(resolve, lingerMs);
    const settle = (): void => {
      clearTimeout(timer);
      resolve();
    };
    stream.once('end', settle).once('close', settle).once('error', settle);
  });
