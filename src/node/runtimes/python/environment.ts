import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../../core/errors.js';
import type { PythonSpec } from '../../../core/runtime/runtime.js';
import { onFile } from '../../files/file-errors.js';
import { readJson } from '../../process/atomic-file.js';
import { withLock } from '../../process/file-lock.js';
import { fsError } from '../../process/fs-error.js';
import { makeReachable } from '../../process/reachable-folder.js';
import { installed, isWhole, type Installed } from './installed.js';
import { installPackages, installProgress } from './install-packages.js';
import { runTool } from './tool.js';
import { ensureUv, type InstallContext } from './uv.js';

/** An interpreter with the packages of a lab. */
export interface Environment extends Installed {
  /** Another one for each time it was made. */
  readonly id: string;
  /** Absolute path of the program. */
  readonly python: string;
  /** Absolute folder. */
  readonly folder: string;
  /** `3.11.7`. */
  readonly version: string;
}

/** Written last: an environment without it was never finished. */
const markFile = 'delabs-environment.json';

const inEnvironment = (folder: string, windows: string, others: string): string =>
  path.join(folder, ...(process.platform === 'win32' ? ['Scripts', windows] : ['bin', others]));

/**
 * The environment for a lab's requirements and an interpreter's minor version; made first if it is not there, and made anew if
 * something of it is lost. Rejects with `runtime-failed`, `file-missing` (the requirements), `download-failed`, `digest-mismatch`,
 * `disk-full`, `permission-denied`, `cancelled`.
 */
export const ensureEnvironment = async (spec: PythonSpec, context: InstallContext): Promise<Environment> => {
  const { requirements } = spec;
  const text = requirements === undefined ? undefined : await onFile(requirements, () => readFile(requirements));
  const name = text === undefined ? 'bare' : createHash('sha256').update(text).digest('hex').slice(0, 16);
  const folder = path.join(context.folder, `${name}-${context.interpreter.minor}`);
  const found = await existing(folder);
  if (found) return found;
  const { signal } = context;
  const wait = (): void => context.onProgress(installProgress(context.interpreter));
  try {
    await makeReachable(context.folder);
    return await withLock(`${folder}.lock`, { signal, onWait: wait, pollMs: 200 }, async () => {
      const made = await existing(folder);
      if (made) return made;
      wait();
      return make(folder, requirements, context);
    });
  } catch (error) {
    throw fsError(error, folder);
  }
};

/** `undefined` when it is not there or no longer whole. */
const existing = async (folder: string): Promise<Environment | undefined> => {
  const mark = await readJson(path.join(folder, markFile));
  if (!isMark(mark)) return undefined;
  const python = inEnvironment(folder, 'python.exe', 'python');
  return (await isWhole(folder, python, mark)) ? { ...mark, folder, python } : undefined;
};

type Mark = Omit<Environment, 'folder' | 'python'>;

const isMark = (value: unknown): value is Mark =>
  typeof value === 'object' && value !== null && 'id' in value && 'version' in value && 'packages' in value;

/** A second time without what was kept of earlier downloads: environments share files with it, and a damaged one may have spoilt it. */
const make = async (
  folder: string,
  requirements: string | undefined,
  context: InstallContext,
): Promise<Environment> => {
  const { interpreter, env } = context;
  for (const settings of [env, { ...env, UV_NO_CACHE: '1' }]) {
    await makeOnce(folder, requirements, { ...context, env: settings });
    const made = await existing(folder);
    if (made) return made;
  }
  throw new LabError('runtime-failed', `Python ${interpreter.version} made an environment that can't be used.`, {
    file: folder,
    cure: 'Set DELABS_PYTHON to another Python, then try again.',
  });
};

const makeOnce = async (folder: string, requirements: string | undefined, context: InstallContext): Promise<void> => {
  const { interpreter } = context;
  try {
    await rm(folder, { recursive: true, force: true });
    if (requirements === undefined) await makeBare(folder, context);
    else await installPackages({ folder, requirements, uv: await ensureUv(context) }, context);
    const mark: Mark = { id: randomUUID(), version: interpreter.version, ...(await installed(folder, interpreter)) };
    await writeFile(path.join(folder, markFile), JSON.stringify(mark));
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
};

/** The standard library alone needs nothing but the interpreter, and nothing from a network. */
const makeBare = async (folder: string, { interpreter, env, signal }: InstallContext): Promise<void> => {
  const args = ['-I', '-m', 'venv', '--without-pip', folder];
  const made = await runTool({ command: interpreter.executable, args, env, cwd: path.parse(folder).root, signal });
  if (made.code === 0) return;
  throw new LabError('runtime-failed', `Python ${interpreter.version} can't make an environment for this lab.`, {
    cure: 'Set DELABS_PYTHON to another Python, then try again.',
    detail: made.stderr,
  });
};
