import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CheckRun } from '../../src/core/check/result.js';
import type { Deps } from '../../src/extension/deps.js';
import { CheckActions } from '../../src/extension/features/diagnostics/actions.js';
import { registerDiagnostics } from '../../src/extension/features/diagnostics/register.js';
import type { ExerciseView } from '../../src/protocol/exercise-view.js';
import { resultOf, runOf } from '../support/runs.js';

const ref = { courseId: 'c', itemId: 'i', exerciseId: 'e' };
const folder = path.resolve('/work/c/i');
const file = vscode.Uri.file(path.join(folder, 'etl.py'));
const location = { file: 'etl.py', line: 3, column: 5, endLine: 3, endColumn: 9 };
const failing = runOf([resultOf('rows', 'failed', { message: '`x` is wrong.', help: 'Look at it.', location })], ref);

const view = (more: Partial<ExerciseView> = {}): ExerciseView =>
  ({ ref, hints: [], lastRun: failing, asChecked: true, ...more }) as unknown as ExerciseView;

/** A window just loaded, in which a learner is at an exercise. */
const open = (shown: ExerciseView) => {
  const moved = new vscode.EventEmitter<void>();
  const finished = new vscode.EventEmitter<{ readonly run: CheckRun }>();
  let asked = 0;
  const deps = {
    labs: { folderOf: () => folder },
    current: { ref, onDidChange: moved.event },
    exercises: { view: () => ((asked += 1), Promise.resolve(shown)) },
    engine: { events: { checkFinished: finished.event } },
    log: { debug: () => undefined },
  } as unknown as Deps;
  const feature = registerDiagnostics(deps);
  return {
    move: async (): Promise<number> => {
      moved.fire();
      await new Promise((resolve) => setTimeout(resolve, 0));
      return asked;
    },
    finish: (run: CheckRun) => finished.fire({ run }),
    dispose: () => feature.dispose(),
  };
};
const problems = () => vscode.languages.getDiagnostics(file);

describe('problems of the learner’s files', () => {
  it('are there again after a reload, with their range, while the file is what was checked', async () => {
    const opened = open(view());
    await opened.move();
    const [problem, ...others] = problems();
    assert.equal(others.length, 0);
    assert.deepEqual(problem?.range, new vscode.Range(2, 4, 2, 8));
    assert.deepEqual([problem?.code, problem?.message], ['rows', "'x' is wrong.\nLook at it."]);
    opened.dispose();
    assert.deepEqual(problems(), []);
  });

  it('are not, when the file is another one now', async () => {
    const opened = open(view({ asChecked: false }));
    await opened.move();
    assert.deepEqual(problems(), []);
    opened.dispose();
  });

  it('are not put back over what a newer check said', async () => {
    const opened = open(view());
    opened.finish(runOf([resultOf('rows', 'passed')], ref));
    assert.equal(await opened.move(), 0, 'the engine is not asked');
    assert.deepEqual(problems(), []);
    opened.dispose();
  });

  it('are not changed by a run that was cancelled', async () => {
    const opened = open(view());
    opened.finish(failing);
    opened.finish(runOf([resultOf('rows', 'cancelled')], ref));
    assert.equal(problems().length, 1);
    opened.dispose();
  });
});

describe('what can be done about a problem', () => {
  const offered = async (shown: ExerciseView, diagnostics: vscode.Diagnostic[]) => {
    const exercises = { ofFile: () => Promise.resolve(ref), view: () => Promise.resolve(shown) };
    const actions = new CheckActions({ exercises } as unknown as Deps);
    return actions.provideCodeActions({ uri: file }, undefined, { diagnostics });
  };
  const problem = (source = 'Data Engineering Labs'): vscode.Diagnostic => {
    const made = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), 'Wrong.');
    return Object.assign(made, { source, code: 'rows' });
  };

  it('is offered with the exercise and the check it is about', async () => {
    const hints = [{ checkId: 'rows', total: 2, shown: ['one'] }];
    const actions = await offered(view({ hints, lastPass: 4 }), [problem()]);
    assert.deepEqual(
      actions.map(({ title, command }) => [title, command?.command, command?.arguments]),
      [
        ['Show feedback', 'delabs.openFeedback', [ref]],
        ['Reveal a hint', 'delabs.revealHint', [{ ...ref, checkId: 'rows' }]],
        ['Check again', 'delabs.check', [ref]],
        ['Compare with the last attempt that passed', 'delabs.compareWithLastPass', [ref]],
        ['Reset exercise…', 'delabs.resetExercise', [ref]],
      ],
    );
    assert.ok(actions.every(({ kind }) => kind?.contains(vscode.CodeActionKind.QuickFix)));
  });

  it('leaves out hints that are used up, and a pass there never was', async () => {
    const hints = [{ checkId: 'rows', total: 1, shown: ['one'] }];
    const titles = (await offered(view({ hints }), [problem()])).map(({ title }) => title);
    assert.deepEqual(titles, ['Show feedback', 'Check again', 'Reset exercise…']);
  });

  it('is nothing for problems of others', async () => {
    assert.deepEqual(await offered(view(), [problem('pylint')]), []);
    assert.deepEqual(await offered(view(), []), []);
  });
});
