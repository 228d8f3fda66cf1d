import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import type { ServiceProgress } from '../../../core/service/service.js';
import { renamePatiently } from '../../process/atomic-file.js';
import { withLock } from '../../process/file-lock.js';
import { makeReachable } from '../../process/reachable-folder.js';
import type { Interpreter } from './interpreter.js';
import { packageError } from './package-error.js';
import { uvVariables } from './pip-settings.js';
import { runTool } from './tool.js';
import lock from './uv.lock.json';

export interface InstallContext {
  readonly interpreter: Interpreter;
  /** Folder for everything of Python's. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: CancelSignal;
  readonly onProgress: (progress: ServiceProgress) => void;
}

/** The program, and the environment it is to be run in. */
export interface Uv {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Variables that would lead Python's tools to other environments or packages than those they are asked for. */
const misleading = new Set([
  ...['PYTHONHOME', 'PYTHONPATH', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_USER'],
  ...['PIP_REQUIREMENT', 'PIP_CONSTRAINT', 'UV_PYTHON', 'UV_SYSTEM_PYTHON', 'UV_CONSTRAINT', 'UV_OVERRIDE'],
]);

const toolEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !misleading.has(name)));

/**
 * uv, the installer of packages, in the version and with the digests of our lock file; fetched by pip with the user's own settings
 * if it is not there. Rejects with `download-failed`, `digest-mismatch`, `runtime-failed`, `disk-full`, `cancelled`.
 */
export const ensureUv = async (context: InstallContext): Promise<Uv> => {
  const { folder, signal, onProgress } = context;
  const home = path.join(folder, `uv-${lock.version}`);
  const env = toolEnvironment(context.env);
  if (!(await programIn(home))) {
    const wait = (): void => onProgress({ state: 'installing', message: `Fetching uv ${lock.version}` });
    await makeReachable(folder);
    await withLock(`${home}.lock`, { signal, onWait: wait, pollMs: 200 }, async () => {
      if (await programIn(home)) return;
      wait();
      await fetchUv({ ...context, env }, home);
    });
  }
  const command = await programIn(home);
  if (command === undefined) throw new LabError('internal', `uv is not in ${home}.`);
  return { command, env: { ...env, ...(await settings({ ...context, env }, home)), ...ownSettings(folder, env) } };
};

const ownSettings = (folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  UV_PYTHON_DOWNLOADS: 'never',
  UV_NO_PROGRESS: '1',
  UV_CACHE_DIR: env['UV_CACHE_DIR'] ?? path.join(folder, 'cache'),
});

const programIn = async (home: string): Promise<string | undefined> => {
  for (const name of ['bin/uv', 'bin/uv.exe', 'Scripts/uv.exe']) {
    const file = path.join(home, 'package', name);
    if (await stat(file).catch(() => undefined)) return file;
  }
  return undefined;
};

/** pip's settings as they are now; where there is no pip, as they were when uv was fetched. */
const settings = async (context: InstallContext, home: string): Promise<NodeJS.ProcessEnv> => {
  const { interpreter, env } = context;
  const listed = interpreter.pip
    ? (await run(context, interpreter.executable, listSettings)).stdout
    : await readFile(path.join(home, settingsFile), 'utf8').catch(() => '');
  return uvVariables(listed, env);
};

const listSettings = ['-m', 'pip', 'config', 'list'];
const settingsFile = 'pip-settings.txt';

const fetchUv = async (context: InstallContext, home: string): Promise<void> => {
  const partial = `${home}.partial`;
  const requirements = path.join(partial, 'requirements.txt');
  try {
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    const hashes = lock.sha256.map((hash) => ` --hash=sha256:${hash}`).join('');
    await writeFile(requirements, `uv==${lock.version}${hashes}\n`);
    const python = await pythonWithPip(context, path.join(partial, 'pip'));
    const only = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--no-compile'];
    const target = ['--target', path.join(partial, 'package'), '--requirement', requirements];
    const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input'];
    const installed = await run(context, python, [...install, ...only, ...target]);
    if (installed.code !== 0) throw packageError(`uv ${lock.version}`, installed.stdout + installed.stderr, 'pip');
    await writeFile(path.join(partial, settingsFile), (await run(context, python, listSettings)).stdout);
    await renamePatiently(partial, home);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
};

/** The interpreter itself if it has pip; else a new environment of it that gets pip. */
const pythonWithPip = async (context: InstallContext, folder: string): Promise<string> => {
  const { interpreter } = context;
  if (interpreter.pip) return interpreter.executable;
  const made = interpreter.ensurepip ? await run(context, interpreter.executable, ['-m', 'venv', folder]) : undefined;
  if (made?.code === 0)
    return path.join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  throw new LabError(
    'runtime-failed',
    `Python ${interpreter.version} can't install packages: it has neither pip nor venv.`,
    {
      cure: 'Install them (Debian and Ubuntu: `sudo apt install python3-venv`), or set DELABS_PYTHON to another Python.',
      ...(made && { detail: made.stderr }),
    },
  );
};

const run = ({ env, folder, signal }: InstallContext, command: string, args: readonly string[]) =>
  runTool({ command, args, env, cwd: folder, signal });
