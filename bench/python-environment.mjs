// A Python environment of the bench's own, made with the Python and the package index of the machine's user.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../scripts/setup.mjs';
import { run } from './processes.mjs';

/** Each is installed by itself, so that one that can't be had leaves the others. */
const requirements = { pytest: ['pytest==9.2.0', 'psycopg[binary]==3.3.9'], check50: ['check50==3.5.0'] };

const folder = path.join(root, '.cache', 'bench-venv');
const bin = path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
const python = path.join(bin, 'python');

const install = async (name, packages) => {
  const stamp = path.join(folder, `${name}.txt`);
  const wanted = packages.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  writeFileSync(stamp, wanted);
};

const makeEnvironment = async () => {
  if (existsSync(python)) return;
  await rm(folder, { recursive: true, force: true });
  await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder]);
};

/**
 * Why a tool can't be used, if it can't.
 * @param {(line: string) => void} log
 * @returns {Promise<{ python: string, bin: string, missing: Record<keyof typeof requirements, string | undefined> }>}
 */
export async function pythonEnvironment(log) {
  const missing = /** @type {Record<keyof typeof requirements, string | undefined>} */ ({});
  for (const [name, packages] of Object.entries(requirements)) {
    try {
      log(`Python: ${name}…`);
      await makeEnvironment();
      await install(name, packages);
    } catch (error) {
      missing[name] = `${packages.join(' ')} can't be installed: ${String(error.message).split('\n').at(-1)}`;
    }
  }
  if (missing.pytest) missing.check50 ??= missing.pytest;
  return { python, bin, missing };
}
