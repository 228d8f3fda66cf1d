import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PythonSpec } from '../../../src/core/runtime/runtime.js';
import type { ServiceProgress } from '../../../src/core/service/service.js';
import { ensureEnvironment, type Environment } from '../../../src/node/runtimes/python/environment.js';
import { findInterpreter, type Interpreter } from '../../../src/node/runtimes/python/interpreter.js';
import type { InstallContext } from '../../../src/node/runtimes/python/uv.js';
import { testRuntimes } from '../../support/bundle.js';
import { eventually, never } from '../../support/service-home.js';

let folder: string;
let shared: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-runtimes-'));
  // Fetched once for all: uv is the same for every environment.
  shared = path.join(testRuntimes, 'python');
  await mkdir(shared, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const find = (env: NodeJS.ProcessEnv = process.env) => findInterpreter({ folder, env, signal: never });

/** One small package. */
const sixSpec = async (hash = six): Promise<PythonSpec> => {
  const requirements = path.join(folder, 'requirements.lock');
  await writeFile(requirements, `six==1.17.0 --hash=sha256:${hash}\n`);
  return { kind: 'python', requirements, preload: [] };
};
const six = '4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274';

const ensure = async (spec: PythonSpec, more: Partial<InstallContext> = {}): Promise<Environment> =>
  ensureEnvironment(spec, {
    ...{ interpreter: await find(), folder: shared, signal: never, onProgress: () => undefined },
    ...more,
    // What is spoilt here on purpose must not reach what other tests share.
    env: { UV_CACHE_DIR: path.join(folder, 'cache'), ...(more.env ?? process.env) },
  });

const remove = (environment: Environment): Promise<void> => rm(environment.folder, { recursive: true });

describe('an environment', () => {
  it('of a lab without requirements is made without a network', async () => {
    const env = { ...process.env, PIP_INDEX_URL: 'http://127.0.0.1:9/', UV_DEFAULT_INDEX: 'http://127.0.0.1:9/' };
    const environment = await ensure({ kind: 'python', preload: [] }, { folder, env });
    expect(environment).toMatchObject({ packages: [], modules: [] });
    expect(environment.standard).toContain('json');
  });

  it('holds the packages of the requirements, and is made once', async () => {
    const said: ServiceProgress[] = [];
    const spec = await sixSpec();
    const made = await ensure(spec, { onProgress: (progress) => said.push(progress) });
    try {
      expect(made).toMatchObject({ packages: ['six'], modules: ['six'] });
      expect(said[0]).toMatchObject({ state: 'installing', message: expect.stringContaining('Python 3.') as string });
      expect(await ensure(spec)).toEqual(made);
    } finally {
      await remove(made);
    }
  });

  it('is made once by two who want it at the same time', async () => {
    const spec = await sixSpec();
    const [first, second] = await Promise.all([ensure(spec), ensure(spec)]);
    expect(first.id).toBe(second?.id);
    await remove(first);
  });

  it.each([
    ['a file of a package is gone', (made: Environment) => rm(path.join(made.folder, made.site, 'six.py'))],
    ['a file of a package is cut', (made: Environment) => truncate(path.join(made.folder, made.site, 'six.py'), 10)],
    ['a package is gone', (made: Environment) => removePackage(made)],
    ['the interpreter is gone', (made: Environment) => rm(made.python)],
    ['it was never finished', (made: Environment) => rm(path.join(made.folder, 'delabs-environment.json'))],
  ])('is made anew when %s', async (_what, damage) => {
    const spec = await sixSpec();
    const before = await ensure(spec);
    await damage(before);
    const after = await ensure(spec);
    expect(after.id).not.toBe(before.id);
    expect(await readFile(path.join(after.folder, after.site, 'six.py'), 'utf8')).toContain('__version__');
    await remove(after);
  });

  it('is not made of a package that is not the one that was meant', async () => {
    const spec = await sixSpec('0'.repeat(64));
    await expect(ensure(spec)).rejects.toMatchObject({
      code: 'digest-mismatch',
      data: { cure: expect.any(String) as string },
    });
    expect((await readdir(shared)).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  it('without a network names the settings to look at', async () => {
    const env = { ...process.env, UV_DEFAULT_INDEX: 'http://127.0.0.1:9/simple', UV_NO_CACHE: '1', UV_HTTP_RETRIES: '0', UV_FIND_LINKS: '', PIP_FIND_LINKS: '' };
    const cure = expect.stringMatching(/index-url.*proxy/) as string;
    await expect(ensure(await sixSpec(), { env })).rejects.toMatchObject({ code: 'download-failed', data: { cure } });
  }); // prettier-ignore

  it('leaves nothing half made when it is cancelled', async () => {
    const controller = new AbortController();
    const spec = await sixSpec();
    const making = ensure(spec, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(making).rejects.toMatchObject({ code: 'cancelled' });
    const made = await ensure(spec);
    expect(made.packages).toEqual(['six']);
    await remove(made);
  });

  it('asks for the requirements file by its name when it is not there', async () => {
    const spec: PythonSpec = { kind: 'python', requirements: path.join(folder, 'none.lock'), preload: [] };
    await expect(ensure(spec)).rejects.toMatchObject({ code: 'file-missing' });
  });
});

const removePackage = async (made: Environment): Promise<void> => {
  const site = path.join(made.folder, made.site);
  for (const name of await readdir(site)) if (name.startsWith('six')) await rm(path.join(site, name), { recursive: true });
}; // prettier-ignore

describe('the interpreter', () => {
  /** A folder of programs that claim to be Pythons. */
  const programs = async (scripts: Readonly<Record<string, string>>): Promise<NodeJS.ProcessEnv> => {
    const bin = path.join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    for (const [name, script] of Object.entries(scripts)) {
      await writeFile(path.join(bin, name), `#!/bin/sh\n${script}\n`);
      await chmod(path.join(bin, name), 0o755);
    }
    return { PATH: bin, HOME: folder };
  };
  const told = (over: object): string =>
    `echo '${JSON.stringify({ executable: process.execPath, version: [3, 12, 1], implementation: 'cpython', standard: [], pip: false, ensurepip: false, ...over })}'`;

  it('is a real one of a right version', async () => {
    const found = await find();
    expect(found.minor).toMatch(/^3\.1[0-3]$/);
    expect((await stat(found.executable)).isFile()).toBe(true);
  });

  it.runIf(process.platform !== 'win32')('is the first that works and has a right version', async () => {
    const env = await programs({
      python3: told({ version: [3, 9, 18] }),
      python: 'echo "pyenv: python: command not found" >&2; exit 127',
      'python3.13': told({ implementation: 'pypy', version: [3, 13, 0] }),
      'python3.12': told({}),
      'python3.11': told({ version: [3, 11, 1] }),
    });
    expect(await find(env)).toMatchObject({ version: '3.12.1', minor: '3.12', executable: process.execPath });
  });

  it.runIf(process.platform !== 'win32')('that was named is the only one tried', async () => {
    const env = await programs({ python3: told({}), old: told({ version: [2, 7, 18] }) });
    const named = path.join(folder, 'bin', 'old');
    await expect(find({ ...env, DELABS_PYTHON: named })).rejects.toMatchObject({
      code: 'runtime-failed',
      message: expect.stringContaining(named) as string,
      data: { detail: `${named}: 2.7.18`, cure: expect.stringContaining('DELABS_PYTHON') as string },
    });
    expect(await find({ ...env, DELABS_PYTHON: path.join(folder, 'bin', 'python3') })).toMatchObject({ minor: '3.12' });
  });

  it('is remembered as long as it stays and nothing else is asked for', async () => {
    const first = await find();
    const env = { ...process.env, PATH: process.env['PATH'] };
    expect(await find(env)).toEqual(first);
    const memory = path.join(folder, 'interpreter.json');
    const stored = JSON.parse(await readFile(memory, 'utf8')) as { mtimeMs: number; found: Interpreter };
    await writeFile(memory, JSON.stringify({ ...stored, found: { ...first, version: '3.99.0' } }));
    expect(await find()).toMatchObject({ version: '3.99.0' });
    await writeFile(memory, JSON.stringify({ ...stored, mtimeMs: 1, found: { ...first, version: '3.99.0' } }));
    expect(await find()).toEqual(first);
  });

  it.runIf(process.platform === 'linux')('that can’t install packages says what to install', async () => {
    const env = await programs({ python3: told({}) });
    const interpreter = await find(env);
    await expect(ensure(await sixSpec(), { interpreter, folder, env })).rejects.toMatchObject({
      code: 'runtime-failed',
      data: { cure: expect.stringContaining('python3-venv') as string },
    });
  });

  it('installs its tools into an environment of their own where it has no pip itself', async () => {
    const interpreter = { ...(await find()), pip: false };
    const made = await ensure(await sixSpec(), { interpreter, folder });
    expect(made.packages).toEqual(['six']);
    await eventually('nothing half made is left', async () => !(await readdir(folder)).some((name) => /partial|lock$/.test(name) && name !== 'requirements.lock'));
  }); // prettier-ignore
});
