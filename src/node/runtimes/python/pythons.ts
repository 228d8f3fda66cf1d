import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal } from '../../../core/ports.js';
import type { PythonSpec } from '../../../core/runtime/runtime.js';
import type { ServiceProgress } from '../../../core/service/service.js';
import { makeReachable } from '../../process/reachable-folder.js';
import { ensureEnvironment, type Environment } from './environment.js';
import { learnerEnvironment, type LearnerEnvironment, type LearnerWork } from './learner-environment.js';
import { findInterpreter } from './interpreter.js';
import type { PythonRun } from './job.js';
import { runPython, type PythonEnd } from './run-python.js';
import { Spares } from './spares.js';
import { hiddenModules } from './hidden-modules.js';

export interface PythonsOptions {
  /** Folder for everything this extension stores. */
  readonly home: string;
  /** Absolute folder of our Python helpers. */
  readonly helpers: string;
  /** Whether interpreters may wait for the next run; for a process that lives long. */
  readonly keepSpares: boolean;
  /** `DELABS_PYTHON` names the Python to use, `DELABS_RUNTIMES` another folder for environments, to be shared. */
  readonly env: NodeJS.ProcessEnv;
}

/** How a check is asked to run something: without what follows from the environment. */
export type PythonTask = Omit<PythonRun, 'hiding'>;

/** The Python of labs, in this process: finds it, makes environments, runs learners' files. */
export class Pythons {
  readonly #spares: Spares;
  readonly #environments = new Map<string, Promise<Environment>>();
  readonly #running = new Set<Promise<unknown>>();

  constructor(private readonly options: PythonsOptions) {
    this.#spares = new Spares(options.keepSpares);
  }

  /** Makes ready what the first run would have to wait for. Rejects as {@link environment}. */
  async prepare(
    spec: PythonSpec,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void,
  ): Promise<void> {
    const environment = await this.environment(spec, signal, onProgress);
    this.#spares.warm(this.#processOptions(environment, spec.preload));
  }

  /**
   * The environment of a lab, made first if it is not there. Rejects with `runtime-failed`, `file-missing`, `download-failed`,
   * `digest-mismatch`, `disk-full`, `permission-denied`, `cancelled`.
   */
  async environment(
    spec: PythonSpec,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void = () => undefined,
  ): Promise<Environment> {
    const key = await keyOf(spec);
    const before = this.#environments.get(key);
    if (before) {
      const made = await before.catch(() => undefined);
      if (made && (await isThere(made.python))) return made;
      this.#environments.delete(key);
    }
    const making = this.#make(spec, signal, onProgress);
    this.#environments.set(key, making);
    making.catch(() => this.#environments.delete(key));
    return making;
  }

  /** Looks at the files of all environments again before they are next used: something may be wrong with one. */
  doubt(): void {
    this.#environments.clear();
  }

  /** Runs a file of the learner's. Rejects as `runPython`. */
  async run(environment: Environment, spec: PythonSpec, task: PythonTask, signal: CancelSignal): Promise<PythonEnd> {
    const hiding = await hiddenModules(path.dirname(task.file), environment);
    // What waits has loaded the real modules already; this code shall get its own.
    const preload = hiding.length > 0 ? [] : spec.preload;
    const interpreter = this.#spares.take(this.#processOptions(environment, preload));
    const running = runPython({ ...task, hiding }, interpreter, this.options.helpers, signal);
    this.#running.add(running);
    return running.finally(() => this.#running.delete(running));
  }

  /** What a file of the learner's is run with outside of checks. Rejects as {@link environment}. */
  async forLearner(
    spec: PythonSpec,
    work: Pick<LearnerWork, 'folder' | 'postgres'>,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void,
  ): Promise<LearnerEnvironment> {
    const environment = await this.environment(spec, signal, onProgress);
    return learnerEnvironment({ ...work, environment, helpers: this.options.helpers });
  }

  /** Ends all interpreters. Runs that are being stopped are over when this resolves. */
  async close(): Promise<void> {
    await this.#spares.close();
    await Promise.allSettled(this.#running);
  }

  async #make(
    spec: PythonSpec,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void,
  ): Promise<Environment> {
    const { env, home } = this.options;
    const folder = path.join(env['DELABS_RUNTIMES'] || path.join(home, 'runtimes'), 'python');
    await makeReachable(folder);
    const interpreter = await findInterpreter({ folder, env, signal });
    return ensureEnvironment(spec, { interpreter, folder, env, signal, onProgress });
  }

  #processOptions(environment: Environment, preload: readonly string[]) {
    return { environment, helpers: this.options.helpers, preload };
  }
}

/** Requirements that were changed are others. */
const keyOf = async ({ requirements }: PythonSpec): Promise<string> => {
  const info = requirements === undefined ? undefined : await stat(requirements).catch(() => undefined);
  return JSON.stringify([requirements ?? '', info?.mtimeMs ?? 0, info?.size ?? 0]);
};

const isThere = async (file: string): Promise<boolean> => (await stat(file).catch(() => undefined)) !== undefined;
