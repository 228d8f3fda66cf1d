import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PythonSpec } from '../../../src/core/runtime/runtime.js';
import type { Environment } from '../../../src/node/runtimes/python/environment.js';
import { writeJob } from '../../../src/node/runtimes/python/job.js';
import { processExists } from '../../../src/node/process/process-facts.js';
import { pythonHelpers } from '../../support/lab-world.js';
import { eventually, never } from '../../support/service-home.js';
import { bareSpec, markedProcesses, openPythons, type TestPythons } from '../../support/pythons.js';

let python: TestPythons;
let environment: Environment;
beforeEach(async () => {
  python = await openPythons({ keepSpares: true });
  environment = await python.pythons.environment(bareSpec, never);
});
afterEach(() => python.close());

/** Something that no run would have imported by itself. */
const spec: PythonSpec = { ...bareSpec, preload: ['sqlite3', 'xml.dom.minidom', 'no_such_module'] };
const tells = { 'work.py': 'import os, sys\nprint(os.getpid(), "sqlite3" in sys.modules)' };
const waiting = async (): Promise<readonly string[]> =>
  (await markedProcesses()).filter((command) => command.includes('sqlite3'));

const runOne = async (): Promise<readonly [pid: string, preloaded: string]> => {
  const { output } = await python.run(tells, { spec });
  const [pid = '', preloaded = ''] = output.trim().split(' ');
  return [pid, preloaded];
};

describe('interpreters that wait', () => {
  it('have imported what the lab asks for, and serve one run each', async () => {
    await python.pythons.prepare(spec, never, () => undefined);
    const pids = (await waiting()).map((command) => command.split(' ')[0]);
    expect(pids).toHaveLength(1);
    const [first, preloaded] = await runOne();
    expect([first, preloaded]).toEqual([pids[0], 'True']);
    const [second] = await runOne();
    expect(second).not.toBe(first);
  });

  it('are more after runs that followed each other closely', async () => {
    for (let at = 0; at < 5; at += 1) await runOne();
    expect(await waiting()).toHaveLength(3);
  });

  it('are not used when they have died', async () => {
    await python.pythons.prepare(spec, never, () => undefined);
    const [dead = ''] = (await waiting()).map((command) => command.split(' ')[0] ?? '');
    process.kill(Number(dead), 'SIGKILL');
    await eventually('it is gone', () => !processExists(Number(dead)));
    const [pid, preloaded] = await runOne();
    expect(pid).not.toBe(dead);
    expect(preloaded).toBe('True');
  });

  it('are not used where a file of the learner’s hides what they have imported', async () => {
    await python.pythons.prepare(spec, never, () => undefined);
    const end = await python.run(
      { 'work.py': 'import sqlite3\nprint(sqlite3.mine)', 'sqlite3.py': 'mine = "yes"' },
      { spec },
    );
    expect(end).toMatchObject({ report: { ended: 'done' }, output: 'yes\n' });
  });

  it('find each run as if nothing had been before', async () => {
    const script = 'import sys, tempfile\nprint(sys.argv, tempfile.gettempdir(), len(sys.path))';
    const paths = new Set<string>();
    for (let at = 0; at < 2; at += 1) {
      const { output } = await python.run({ 'work.py': script }, { spec: { ...spec, preload: ['tempfile'] } });
      paths.add(output);
    }
    expect(paths.size).toBe(2);
    expect([...paths].every((output) => output.startsWith("['work.py'] "))).toBe(true);
  });

  it('of another kind go when more than two kinds are asked for', async () => {
    for (const module of ['sqlite3', 'csv', 'calendar']) {
      await python.pythons.prepare({ ...bareSpec, preload: [module] }, never, () => undefined);
    }
    await eventually('the first is gone', async () => (await waiting()).length === 0);
    expect(await markedProcesses()).toHaveLength(2);
  });

  it('end when they are no longer needed', async () => {
    await python.pythons.prepare(spec, never, () => undefined);
    await python.pythons.close();
    expect(await markedProcesses()).toEqual([]);
  });
});

describe('an interpreter whose parent dies', () => {
  let place: string;
  beforeEach(async () => {
    place = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-orphan-'));
  });
  afterEach(() => rm(place, { recursive: true }));

  const start = (): ChildProcess =>
    spawn(environment.python, [path.join(pythonHelpers, 'run.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });

  it('ends while it waits', async () => {
    const child = start();
    child.stdin?.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.runIf(process.platform !== 'win32')('ends with all it has started while it works', async () => {
    const folder = path.join(place, 'work');
    await Promise.all(['work', 'temp', 'home'].map((name) => mkdir(path.join(place, name))));
    const file = path.join(folder, 'work.py');
    await writeFile(
      file,
      'import subprocess\nprint(subprocess.Popen(["sleep", "600"]).pid, flush=True)\nwhile True: pass',
    );
    const usual = { arguments: [], stdin: '', env: {}, redirects: new Map<number, number>(), prints: [], hiding: [] };
    const task = { kind: 'script' as const, file, folder, cwd: folder, memory: 2 ** 30, ...usual };
    const written = await writeJob(task, place, pythonHelpers);
    const child = start();
    child.stdin?.write(`${written.file}\n`);
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    expect(processExists(Number(String(line)))).toBe(true);
    child.stdin?.destroy();
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    await eventually('what it started is gone', () => !processExists(Number(String(line))));
  });
});
