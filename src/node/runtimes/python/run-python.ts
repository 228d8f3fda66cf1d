import { rm } from 'node:fs/promises';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import { cancelled, delay, throwIfCancelled } from '../../process/delay.js';
import { Captured } from './captured.js';
import { makePlace, writeJob, type Job, type PythonRun, type WrittenJob } from './job.js';
import { watchLimits, type Stopped } from './limits-watch.js';
import type { Exit, PythonProcess } from './python-process.js';
import { readReport, type PythonReport } from './report.js';
import { whereItIs, type Whereabouts } from './whereabouts.js';

export interface PythonEnd {
  /** `undefined` when the program has ended without one: by `os._exit`, by a signal, or because it was stopped. */
  readonly report: PythonReport | undefined;
  readonly stopped: Stopped | undefined;
  readonly exit: Exit;
  /** Both streams, without the middle where they are long. */
  readonly output: string;
  /** Of the texts to look for, those that were not there. */
  readonly missing: readonly string[];
}

/** Bytes that a program may write: nobody reads more, and nobody waits for it. */
const mostOutput = 64 * 1024 * 1024;

/**
 * Has an interpreter do one job. When this settles, nothing that the job has started runs any more. Rejects with `cancelled`, with
 * `timeout` and the place where the code was, with `disk-full`, and with `runtime-failed` for an interpreter that does not start.
 */
export const runPython = async (
  run: PythonRun,
  interpreter: PythonProcess,
  helpers: string,
  signal: CancelSignal,
): Promise<PythonEnd> => {
  const place = await makePlace();
  let alone = false;
  try {
    throwIfCancelled(signal);
    const end = await observe(await writeJob(run, place, helpers), interpreter, run, signal);
    alone = end.report?.started === false;
    return end;
  } finally {
    // The interpreter first: it must not find its folder gone.
    await interpreter.end(alone);
    await rm(place, { recursive: true, force: true, maxRetries: 3 });
  }
};

const observe = async (
  { job, file }: WrittenJob,
  interpreter: PythonProcess,
  { memory, prints }: PythonRun,
  signal: CancelSignal,
): Promise<PythonEnd> => {
  const captured = new Captured(prints);
  const stop = new Stop();
  interpreter.start(file, (stream, data) => {
    captured.add(stream, data);
    if (captured.size > mostOutput) stop.because('output');
  });
  const watching = interpreter.pid === undefined ? undefined : watchLimits(interpreter.pid, { memory }, stop.because);
  const aborted = (): void => stop.because('aborted');
  signal.addEventListener('abort', aborted, { once: true });
  try {
    await Promise.race([interpreter.exited, stop.asked]);
    if (stop.why !== undefined) interpreter.mute();
    else await interpreter.drained();
    const where = signal.aborted && isTimeout(signal) ? await askWhere(interpreter, job) : undefined;
    if (signal.aborted) throw reasonOf(signal, where, captured);
    if (stop.why !== undefined) await interpreter.end();
    const exit = await interpreter.exited;
    interpreter.requireStarted();
    const report = stop.why === undefined ? await readReport(job.report) : undefined;
    const stopped = stop.why === 'aborted' ? undefined : stop.why;
    return { report, stopped, exit, output: captured.text(), missing: captured.missing() };
  } finally {
    watching?.();
    signal.removeEventListener('abort', aborted);
  }
};

/** The first of the reasons to stop a run. */
class Stop {
  why: Stopped | 'aborted' | undefined;
  readonly asked: Promise<void>;
  #ask: () => void = () => undefined;

  constructor() {
    this.asked = new Promise((resolve) => (this.#ask = resolve));
  }

  readonly because = (why: Stopped | 'aborted'): void => {
    this.why ??= why;
    this.#ask();
  };
}

const isTimeout = (signal: CancelSignal): boolean =>
  signal.reason instanceof LabError && signal.reason.code === 'timeout';

/** Milliseconds for the answer. */
const answerMs = 300;

const askWhere = async (interpreter: PythonProcess, job: Job): Promise<Whereabouts | undefined> => {
  if (process.platform === 'win32') return undefined;
  interpreter.signal('SIGUSR1');
  for (const until = performance.now() + answerMs; performance.now() < until; await delay(10)) {
    const where = await whereItIs(job);
    if (where) return where;
    if (!interpreter.isAlive) return undefined;
  }
  return undefined;
};

const reasonOf = (signal: CancelSignal, where: Whereabouts | undefined, captured: Captured): LabError => {
  if (!isTimeout(signal)) return cancelled(signal);
  const { message } = cancelled(signal);
  const at = where ? ` Your code was at line ${where.line} of \`${where.file}\`.` : '';
  return new LabError('timeout', `${message}${at}`, {
    ...where,
    cure: 'Look for a loop that never ends, for input that never comes, or for work that is done again for every row.',
    ...(captured.size > 0 && { detail: captured.text() }),
  });
};
