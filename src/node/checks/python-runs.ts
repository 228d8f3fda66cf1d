import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CheckContext } from '../../core/check/context.js';
import type { CheckOutcome } from '../../core/check/result.js';
import { code } from '../../core/check/text/words.js';
import { LabError } from '../../core/errors.js';
import type { Preparation } from '../../core/ports.js';
import type { PythonWords } from '../../core/runtime/python/describe-failure.js';
import type { PythonScene } from '../../core/runtime/python/failure.js';
import type { PythonSpec } from '../../core/runtime/runtime.js';
import type { Environment } from '../runtimes/python/environment.js';
import type { PythonTask, Pythons } from '../runtimes/python/pythons.js';
import type { PythonEnd } from '../runtimes/python/run-python.js';
import type { Workbench } from '../workbench/workbench.js';
import type { Workbenches } from '../workbench/workbenches.js';
import { findPythonFile } from './python-files.js';
import { runtimeOf } from './python-runtime.js';

/** MB of memory when a manifest says nothing. */
const defaultMemory = 2048;

/** What a check asks to be run. */
export interface PythonRequest {
  /** Name of the lab's runtime; without one, its only one. */
  readonly runtime: string | undefined;
  /** Path as the manifest names it. */
  readonly file: string;
  readonly task: Pick<PythonTask, 'kind'> &
    Partial<Pick<PythonTask, 'arguments' | 'stdin' | 'prints' | 'setup' | 'call'>>;
  /** MB. */
  readonly memory: number | undefined;
}

/** A run that has ended, or the words about what was not there to be run. */
export type PythonResult =
  { readonly end: PythonEnd; readonly scene: PythonScene } | { readonly end?: never; readonly words: PythonWords };

/** Runs files of the learner's for checks, each time in the workbench of the run that the check belongs to. */
export class PythonRuns {
  constructor(
    private readonly pythons: Pythons,
    private readonly workbenches: Workbenches,
  ) {}

  /** Everything that a first run would have to wait for. */
  async prepare(preparation: Preparation): Promise<void> {
    const { lab, signal, onProgress } = preparation;
    const specs = Object.values(lab.runtimes).filter(({ kind }) => kind === 'python');
    await Promise.all([
      this.workbenches.prepare(preparation),
      ...specs.map((spec) => this.pythons.prepare(spec, signal, onProgress)),
    ]);
  }

  /** Rejects for what is broken: no Python, no server, a server that died, code that asks for a server nobody has. */
  async run(context: CheckContext, request: PythonRequest): Promise<PythonResult> {
    const spec = runtimeOf(context.lab, request.runtime);
    const environment = await this.pythons.environment(spec, context.signal);
    const bench = await this.workbenches.of(context);
    const folder = await realpath(bench.folder);
    const { data } = context.lab;
    const found = await findPythonFile(folder, request.file, data ? [data.path] : []);
    if ('words' in found) return found;
    const task = taskOf({ ...bench, folder }, found.file, request);
    const run = (used: Environment): Promise<PythonEnd> => this.pythons.run(used, spec, task, context.signal);
    let end = await run(environment);
    const renewed = await this.#renewed(end, spec, environment, context);
    if (renewed) end = await run(renewed);
    // Code that fails because its server has died did not fail by itself.
    await bench.requireServers();
    requireReachable(context, end);
    const { packages } = environment;
    return { end, scene: { script: found.file, folder: path.posix.dirname(`./${found.file}`).replace(/^\.\/?/, ''), packages, memory: memoryOf(request) } }; // prettier-ignore
  }

  /** An import that fails may be due to an environment that is no longer whole: then it is made anew. */
  async #renewed(
    { report }: PythonEnd,
    spec: PythonSpec,
    environment: Environment,
    { signal }: CheckContext,
  ): Promise<Environment | undefined> {
    if (report?.ended !== 'error' || !report.error.kinds.includes('ImportError')) return undefined;
    this.pythons.doubt();
    const now = await this.pythons.environment(spec, signal);
    return now.id === environment.id ? undefined : now;
  }
}

const memoryOf = ({ memory }: PythonRequest): number => memory ?? defaultMemory;

const taskOf = (bench: Workbench, file: string, request: PythonRequest): PythonTask => {
  const absolute = path.join(bench.folder, file);
  return {
    ...{ arguments: [], stdin: '', prints: [], ...request.task },
    ...{ file: absolute, folder: bench.folder, cwd: path.dirname(absolute) },
    ...{ env: bench.env, redirects: bench.redirects, memory: memoryOf(request) * 1024 * 1024 },
  };
};

/** A server that the lab does not have can't be reached from a check: nothing follows about the work. */
const requireReachable = ({ submission }: CheckContext, { report }: PythonEnd): void => {
  const [first] = report?.unreachable ?? [];
  if (!first) return;
  const { port, file, line } = first;
  const where = file === undefined || line === undefined ? 'Your code' : `Line ${line} of ${code(file)}`;
  throw new LabError(
    'service-absent',
    `${where} connects to port ${port} of this computer, which a check can't reach.`,
    {
      ...(file !== undefined && { file: submission.absolute(file) }),
      ...(line !== undefined && { line }),
      cure: 'Leave the port out, or use the well-known one (5432 for PostgreSQL).',
    },
  );
};

/** An outcome of work that was run in a workbench. */
export const failedRun = ({ message, help, location }: PythonWords, output: string): CheckOutcome => ({
  status: 'failed',
  message,
  ...(help !== undefined && { help }),
  ...(location && { location }),
  isolation: 'scratch',
  ...(output !== '' && { log: output }),
});
