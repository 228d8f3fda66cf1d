import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extension.js';
import type { CheckRun } from '../../src/core/check/result.js';
import { toTestMessages } from '../../src/extension/features/test-explorer/message.js';
import { resultOf, runOf } from '../support/runs.js';
import { closeEditors, eventually, useFixtureCourses, workspaceRoot, writeAndSave } from './support.js';

const lab = { courseId: 'host-course', itemId: 'first-notes' };
const labId = 'host-course/first-notes';
const file = (name: string): string => path.join(workspaceRoot(), lab.courseId, lab.itemId, name);

/** What is reported into test runs: a line per call. */
interface Recorded {
  readonly lines: string[];
  readonly requests: vscode.TestRunRequest[];
}

/** Writes down what goes into test runs, on the way into VS Code. */
const record = ({ tests }: ExtensionApi): Recorded & { dispose(): void } => {
  const recorded: Recorded = { lines: [], requests: [] };
  const { controller } = tests;
  const create = controller.createTestRun.bind(controller);
  controller.createTestRun = (request, name, persist) => {
    recorded.requests.push(request);
    const run = create(request, name, persist);
    const noted = new Set(['started', 'passed', 'failed', 'errored', 'skipped', 'end']);
    return new Proxy(run, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return (...args: readonly unknown[]): unknown => {
          const id = (args[0] as vscode.TestItem | undefined)?.id;
          if (noted.has(String(key)))
            recorded.lines.push([String(key), ...(id ? [id.replace(`${labId}/`, '')] : [])].join(' '));
          return Reflect.apply(member, target, args) as unknown;
        };
      },
    });
  };
  return { ...recorded, dispose: () => (controller.createTestRun = create) };
};

describe('a check as test messages', () => {
  const folder = path.resolve('/work/lab');
  const location = { file: 'etl.py', line: 3, column: 2, endLine: 4, endColumn: 5 };
  const messages = (more: Parameters<typeof resultOf>[2]) => toTestMessages(resultOf('a', 'failed', more), folder);

  it('has words at their place in the learner’s file, and both texts to compare', () => {
    const evidence = { kind: 'text', expected: '3', actual: '4' } as const;
    const [compared, words, ...more] = messages({ message: 'The *sum* `a * b` is wrong.', location, evidence });
    assert.equal(more.length, 0);
    assert.deepEqual([compared?.expectedOutput, compared?.actualOutput, compared?.location], ['3', '4', undefined]);
    assert.equal(words?.location?.uri.fsPath, path.join(folder, 'etl.py'));
    assert.deepEqual(words?.location?.range, new vscode.Range(2, 1, 3, 4));
    assert.match((words?.message as vscode.MarkdownString | undefined)?.value ?? '', /\\\*sum\\\*.*`a \* b`/);
    assert.equal(compared?.message, words?.message);
  });

  it('shows a table as lines that can be compared', () => {
    const column = { name: 'id', type: 'integer' } as const;
    const both = { name: 'id', expected: column, actual: column };
    const text = { name: 'title', type: 'text' } as const;
    const diff = {
      ...{ equal: false, orderOnly: false, hidden: 0 },
      columns: [both, { name: 'title', expected: text, actual: text }],
      rows: [
        { status: 'changed', expected: ['1', 'A long title'], actual: ['1', null], cells: [1] },
        { status: 'missing', expected: ['2', 'B'] },
        { status: 'same', actual: ['3', 'C'] },
      ],
      counts: { expected: 3, actual: 2, matching: 1, missing: 2, extra: 1 },
    } as const;
    const [compared, ...more] = messages({ evidence: { kind: 'table', caption: 'songs', diff } });
    assert.equal(more.length, 0);
    assert.equal(compared?.expectedOutput, 'id | title\n1  | A long title\n2  | B\n3  | C\n');
    assert.equal(compared?.actualOutput, 'id | title\n1  | NULL\n3  | C\n');
  });

  it('has no place outside the lab, and nothing to compare where one side is not shown', () => {
    const outside = { file: '../secret.sql', line: 1 };
    const [words, ...more] = messages({ location: outside, evidence: { kind: 'text', actual: 'x' } });
    assert.deepEqual([words?.location, words?.actualOutput, more.length], [undefined, undefined, 0]);
  });
});

describe('the Test Explorer', () => {
  let api: ExtensionApi;
  let recorded: ReturnType<typeof record>;

  before(async () => {
    api = await useFixtureCourses();
    await vscode.commands.executeCommand('delabs.startLab', lab);
    await writeAndSave(file('greeting.txt'), '');
    await writeAndSave(file('farewell.txt'), '');
  });
  beforeEach(() => {
    recorded = record(api);
  });
  afterEach(() => recorded.dispose());
  after(closeEditors);

  const children = async (item?: vscode.TestItem): Promise<readonly vscode.TestItem[]> => {
    await api.tests.controller.resolveHandler?.(item);
    return [...(item?.children ?? api.tests.controller.items)].map(([, child]) => child);
  };
  const find = async (...ids: readonly string[]): Promise<vscode.TestItem> => {
    let at: vscode.TestItem | undefined;
    for (const [index] of ids.entries()) {
      const id = ids.slice(0, index + 1).join('/');
      at = (await children(at)).find((item) => item.id === id);
      assert.ok(at, id);
    }
    assert.ok(at);
    return at;
  };
  const run = async (include: readonly vscode.TestItem[], more: Partial<vscode.TestRunRequest> = {}): Promise<void> => {
    const source = new vscode.CancellationTokenSource();
    const request = new vscode.TestRunRequest(include, more.exclude ? [...more.exclude] : undefined, api.tests.profile);
    await api.tests.profile.runHandler(request, source.token);
    source.dispose();
  };
  const greeting = (): Promise<vscode.TestItem> => find('host-course', 'first-notes', 'greeting');

  it('lists courses, labs, exercises and checks, each when it is asked for', async () => {
    const course = await find('host-course');
    const labs = await children(course);
    assert.deepEqual(
      labs.map(({ label, tags, error }) => [label, tags.map(({ id }) => id), error === undefined]),
      [
        ['First notes', ['practice'], true],
        ['broken-lab', [], false],
        ['Small scripts', ['practice'], true],
        ['Never started', ['graded'], true],
      ],
    );
    const exercise = await find('host-course', 'first-notes', 'greeting');
    assert.equal(exercise.uri?.fsPath, file('greeting.txt'));
    assert.deepEqual(
      (await children(exercise)).map(({ id, label }) => [id, label]),
      [[`${labId}/greeting/written`, 'The greeting is written']],
    );
    assert.equal((await find('host-course', 'not-started', 'only')).uri, undefined, 'of a lab that is not started');
  });

  it('checks an exercise, and reports each of its checks', async () => {
    await writeAndSave(file('greeting.txt'), 'Hello');
    await eventually('the check on save', () => recorded.lines.includes('end'));
    recorded.lines.length = 0;
    await run([await greeting()]);
    assert.deepEqual(recorded.lines, ['started greeting/written', 'passed greeting/written', 'end']);
  });

  it('checks a lab one exercise after the other, but not what is left out', async () => {
    await run([await find('host-course', 'first-notes')]);
    assert.deepEqual(
      recorded.lines.filter((line) => !line.startsWith('started')),
      ['passed greeting/written', 'failed farewell/written', 'end'],
    );
    recorded.lines.length = 0;
    await run([await find('host-course', 'first-notes')], { exclude: [await greeting()] });
    assert.deepEqual(
      recorded.lines.filter((line) => !line.startsWith('started')),
      ['failed farewell/written', 'end'],
    );
  });

  it('runs the exercise of a single check and reports that check', async () => {
    const check = (await children(await greeting()))[0];
    assert.ok(check);
    await run([check]);
    assert.deepEqual(recorded.lines, ['started greeting/written', 'passed greeting/written', 'end']);
  });

  it('says of a lab that is not started that it has to be', async () => {
    await run([await find('host-course', 'not-started')]);
    assert.deepEqual(
      recorded.lines.map((line) => line.replace(' host-course/not-started', '')),
      ['errored/only/there', 'end'],
    );
  });

  it('is brought up to date by checks from anywhere, and takes no focus', async () => {
    await vscode.commands.executeCommand('delabs.check', { ...lab, exerciseId: 'farewell' });
    await eventually('the report', () => recorded.lines.includes('end'));
    assert.deepEqual(recorded.lines, ['started farewell/written', 'failed farewell/written', 'end']);
    assert.deepEqual(
      recorded.requests.map(({ preserveFocus, include }) => [preserveFocus, include?.map(({ id }) => id)]),
      [[true, [`${labId}/farewell`]]],
    );
  });

  it('takes checks on save into a continuous run, until it is switched off', async () => {
    const configuration = vscode.workspace.getConfiguration('delabs');
    const source = new vscode.CancellationTokenSource();
    const request = new vscode.TestRunRequest([await greeting()], undefined, api.tests.profile, true);
    await api.tests.profile.runHandler(request, source.token);
    await writeAndSave(file('greeting.txt'), 'Hello, continuous');
    await eventually('the report', () => recorded.lines.includes('end'));
    assert.deepEqual(recorded.requests, [request]);
    // Where saves are not checked, those of a continuous run are.
    await configuration.update('checkOnSave', false, vscode.ConfigurationTarget.Global);
    try {
      recorded.lines.length = 0;
      await writeAndSave(file('greeting.txt'), 'Hello, again');
      await eventually('the second report', () => recorded.lines.includes('end'));
      source.cancel();
      recorded.lines.length = 0;
      await writeAndSave(file('greeting.txt'), 'Hello, and goodbye');
      await api.engine.request('exercise', { ...lab, exerciseId: 'greeting' });
      assert.deepEqual(recorded.lines, []);
    } finally {
      await configuration.update('checkOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('leaves checks of a cancelled run without a verdict', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await api.tests.profile.runHandler(new vscode.TestRunRequest([await greeting()]), source.token);
    assert.deepEqual(recorded.lines, ['end']);
  });

  it('prints what a terminal shows of a run', async () => {
    const { ExerciseReport } = await import('../../src/extension/features/test-explorer/report.js');
    const written: string[] = [];
    const testRun = { appendOutput: (text: string) => written.push(text) } as unknown as vscode.TestRun;
    const run_: CheckRun = runOf([resultOf('written', 'passed')]);
    new ExerciseReport(testRun, await greeting(), undefined).finished(run_);
    assert.match(written.join(''), /Check written/);
    assert.ok(!/[^\r]\n/.test(written.join('')));
  });
});
