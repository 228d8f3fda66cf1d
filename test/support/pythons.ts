import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CancelSignal } from '../../src/core/ports.js';
import type { PythonSpec } from '../../src/core/runtime/runtime.js';
import { Pythons, type PythonsOptions, type PythonTask } from '../../src/node/runtimes/python/pythons.js';
import type { PythonEnd } from '../../src/node/runtimes/python/run-python.js';
import { testRuntimes } from './bundle.js';
import { pythonHelpers, writeFiles, type SubmittedFiles } from './lab-world.js';
import { never } from './service-home.js';

/** Small, and what courses import. */
export const pandasSpec: PythonSpec = {
  kind: 'python',
  requirements: fileURLToPath(new URL('../contract/python/requirements.lock', import.meta.url)),
  preload: ['pandas', 'psycopg2'],
};

/** The standard library alone. */
export const bareSpec: PythonSpec = { kind: 'python', preload: [] };

export interface RunOptions extends Partial<Omit<PythonTask, 'file' | 'folder'>> {
  readonly spec?: PythonSpec;
  readonly signal?: CancelSignal;
  /** The file to run; the first of the files when absent. */
  readonly run?: string;
  /** A folder that exists; files are added to it. */
  readonly folder?: string;
}

/** Python as checks use it, with folders of its own. */
export interface TestPythons {
  readonly pythons: Pythons;
  /** An empty folder, removed at the end. */
  folder(): Promise<string>;
  /** Writes the files into a folder and runs one. */
  run(files: SubmittedFiles, options?: RunOptions): Promise<PythonEnd>;
  /** Ends everything; rejects when a process of a run is left. */
  close(): Promise<void>;
}

export const openPythons = async (options: Partial<PythonsOptions> = {}): Promise<TestPythons> => {
  const scratch = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-python-'));
  const env = { ...process.env, DELABS_RUNTIMES: testRuntimes };
  const pythons = new Pythons({ home: scratch, helpers: pythonHelpers, keepSpares: false, env, ...options });
  let made = 0;
  const folder = async (): Promise<string> => {
    const target = path.join(scratch, `work-${(made += 1)}`);
    await mkdir(target);
    return target;
  };
  return {
    pythons,
    folder,
    run: async (files, { spec = bareSpec, signal = never, run, folder: given, ...task } = {}) => {
      const work = given ?? (await folder());
      await writeFiles(work, files);
      const file = path.join(work, run ?? Object.keys(files)[0] ?? '');
      const kind = task.kind ?? (file.endsWith('.ipynb') ? 'notebook' : 'script');
      const usual = { arguments: [], stdin: '', env: {}, redirects: new Map<number, number>(), prints: [] };
      const environment = await pythons.environment(spec, signal);
      const where = { file, folder: work, cwd: path.dirname(file) };
      return pythons.run(environment, spec, { memory: 512 * 1024 * 1024, ...usual, ...task, kind, ...where }, signal);
    },
    close: async () => {
      await pythons.close();
      await rm(scratch, { recursive: true, force: true });
      const left = await markedProcesses();
      if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
    },
  };
};

/** Command lines of all processes that runs of these tests have started, whatever they have done since. */
export const markedProcesses = async (): Promise<readonly string[]> => {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const ours = environment.includes('\0DELABS_RUN=') && environment.includes(`VIRTUAL_ENV=${testRuntimes}`);
      return ours && command !== '' ? [`${pid} ${command.replaceAll('\0', ' ')}`] : [];
    }),
  );
  return found.flat();
};
