import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Deps } from '../../src/extension/deps.js';
import { debugConfiguration, hasDebugger } from '../../src/extension/features/run-file/debug.js';
import { prepareFile, type Prepared } from '../../src/extension/features/run-file/prepare.js';
import { runFile } from '../../src/extension/features/run-file/run.js';
import { isLabTask } from '../../src/extension/features/tasks/definition.js';
import { canRun } from '../../src/extension/state/runnable.js';

const ref = { courseId: 'c', itemId: 'i', exerciseId: 'e' };
const file = path.resolve('/work/c/i/src/etl.py');
const environment = {
  python: '/py/bin/python',
  notebook: '/helpers/notebook.py',
  env: { PGPORT: '5544' },
  cwd: '/work/c/i',
};
const prepared: Prepared = { file, cwd: path.dirname(file), environment };

/** Puts another function in the place of one of VS Code's while something is done. */
const instead = async <T>(of: object, name: string, fake: unknown, work: () => Promise<T>): Promise<T> => {
  const real: unknown = Reflect.get(of, name);
  Object.assign(of, { [name]: fake });
  try {
    return await work();
  } finally {
    Object.assign(of, { [name]: real });
  }
};

const taskFor = async (what: Prepared): Promise<vscode.Task> => {
  const executed: vscode.Task[] = [];
  const fake = (task: vscode.Task) => Promise.resolve(executed.push(task));
  await instead(vscode.tasks, 'executeTask', fake, async () => runFile(what));
  const [task] = executed;
  assert.ok(task);
  return task;
};

describe('running a file', () => {
  it('is a task with the interpreter, the variables and the folder of a check', async () => {
    const task = await taskFor(prepared);
    const execution = task.execution as vscode.ProcessExecution;
    assert.deepEqual([execution.process, execution.args], ['/py/bin/python', [file]]);
    assert.deepEqual(execution.options, { cwd: path.dirname(file), env: { PGPORT: '5544' } });
    assert.equal(task.name, 'Run etl.py');
    assert.equal(isLabTask(task.definition), false, 'it is no check that could be run again as one');
  });

  it('runs a notebook with the script for notebooks', async () => {
    const book = path.resolve('/work/c/i/etl.ipynb');
    const { execution } = await taskFor({ ...prepared, file: book });
    assert.deepEqual((execution as vscode.ProcessExecution).args, ['/helpers/notebook.py', book]);
  });

  it('is offered for scripts and notebooks of labs with Python, and debugging for scripts', () => {
    const python = { runtimes: ['python'] } as const;
    const offered = (name: string) =>
      (['run', 'debug'] as const).filter((how) => canRun(python, vscode.Uri.file(name), how));
    assert.deepEqual(offered('/a/etl.py'), ['run', 'debug']);
    assert.deepEqual(offered('/a/etl.ipynb'), ['run']);
    assert.deepEqual(offered('/a/etl.sql'), []);
    assert.equal(canRun({ runtimes: [] }, vscode.Uri.file('/a/etl.py')), false);
  });
});

describe('getting a file ready to run', () => {
  const deps = (asked: string[]): Deps =>
    ({
      exercises: {
        ofFile: (name: string) => Promise.resolve(name === file ? ref : undefined),
        view: () => Promise.resolve({ runtimes: ['python'] }),
      },
      saver: { save: () => Promise.resolve(asked.push('save')) },
      engine: {
        events: { progress: () => new vscode.Disposable(() => undefined) },
        request: (method: string, params: object) => {
          asked.push(`${method} ${JSON.stringify(params)}`);
          return Promise.resolve(method === 'labCode' ? { agreed: true, runs: [] } : environment);
        },
      },
    }) as unknown as Deps;

  it('asks for agreement, saves, and then for what it is run with', async () => {
    const asked: string[] = [];
    assert.deepEqual(await prepareFile(deps(asked), vscode.Uri.file(file), 'run'), prepared);
    const lab = JSON.stringify({ courseId: 'c', itemId: 'i' });
    assert.deepEqual(asked, [`labCode ${lab}`, 'save', `runtimeEnvironment ${lab}`]);
  });

  it('refuses files of no lab and scripts that can not be debugged, before anything is asked', async () => {
    const asked: string[] = [];
    await assert.rejects(prepareFile(deps(asked), vscode.Uri.file('/elsewhere/etl.py'), 'run'), { code: 'usage' });
    await assert.rejects(prepareFile(deps(asked), vscode.Uri.file(file.replace('.py', '.ipynb')), 'debug'), {
      code: 'usage',
    });
    assert.deepEqual(asked, []);
  });

  it('refuses everything in Restricted Mode', async () => {
    const trusted = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
    Object.defineProperty(vscode.workspace, 'isTrusted', { configurable: true, get: () => false });
    try {
      const asked: string[] = [];
      await assert.rejects(prepareFile(deps(asked), vscode.Uri.file(file), 'run'), { code: 'not-trusted' });
      assert.deepEqual(asked, []);
    } finally {
      if (trusted) Object.defineProperty(vscode.workspace, 'isTrusted', trusted);
    }
  });
});

describe('debugging a file', () => {
  it('hands it to the Python Debugger as a check would run it', () => {
    const { type, request, program, python, cwd, env } = debugConfiguration(prepared);
    assert.deepEqual([type, request, program, python, cwd, env], [
      ...['debugpy', 'launch', file, '/py/bin/python', path.dirname(file)],
      { PGPORT: '5544' },
    ]); // prettier-ignore
  });

  it('says with one button that the debugger is missing', async () => {
    const shown: unknown[][] = [];
    const fake = (...args: unknown[]) => Promise.resolve(void shown.push(args));
    const has = await instead(vscode.window, 'showWarningMessage', fake, hasDebugger);
    assert.equal(has, false);
    assert.deepEqual(shown.map((args) => args.slice(1)), [['Show Extension']]); // prettier-ignore
    assert.match(String(shown[0]?.[0]), /Python Debugger/);
  });
});
