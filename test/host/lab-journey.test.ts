import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extension.js';
import type { FromPanel, ToPanel } from '../../src/protocol/panel.js';
import {
  closeEditors,
  eventually,
  recordExchange,
  renderTree,
  useFixtureCourses,
  workspaceRoot,
  writeAndSave,
} from './support.js';

const lab = { courseId: 'host-course', itemId: 'first-notes' };
const greeting = { ...lab, exerciseId: 'greeting' };

const greetingFile = (): string => path.join(workspaceRoot(), 'host-course', 'first-notes', 'greeting.txt');

const lenses = async (file: string): Promise<readonly string[]> => {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    vscode.Uri.file(file),
    10,
  );
  return found.map(({ command }) => command?.title ?? '');
};

describe("a learner's way through a lab", () => {
  let api: ExtensionApi;
  let exchange: ReturnType<typeof recordExchange>;

  const toPanel = <T extends ToPanel['type']>(type: T): Extract<ToPanel, { type: T }>[] =>
    exchange.messages.flatMap(({ message }) =>
      message.type === type ? [message as Extract<ToPanel, { type: T }>] : [],
    );
  const toHost = <T extends FromPanel['type']>(type: T): Extract<FromPanel, { type: T }>[] =>
    exchange.messages.flatMap(({ to, message }) =>
      to === 'host' && message.type === type ? [message as Extract<FromPanel, { type: T }>] : [],
    );

  before(async () => {
    api = await useFixtureCourses();
    exchange = recordExchange(api);
  });

  after(async () => {
    exchange.dispose();
    await closeEditors();
  });

  it('opens the first exercise with its file in column one and the panel beside', async () => {
    await vscode.commands.executeCommand('delabs.startLab', lab);
    const editor = await eventually('the file', () => vscode.window.activeTextEditor);
    assert.equal(editor.document.uri.fsPath, greetingFile());
    assert.equal(editor.viewColumn, vscode.ViewColumn.One);
    const [shown] = await eventually('the panel', () => toPanel('exercise').length > 0 && toPanel('exercise'));
    assert.deepEqual(shown?.exercise.ref, greeting);
    assert.match(shown?.exercise.instructionsHtml ?? '', /<strong>greeting<\/strong>/);
    assert.match(shown?.exercise.instructionsHtml ?? '', /src="[^"]*vscode-[^"]*dot\.svg"/);
    assert.equal(toHost('ready').length, 1);
  });

  it('remembers the lab in the workspace, so that the extension is activated there', () => {
    const stored = JSON.parse(readFileSync(path.join(workspaceRoot(), '.delabs', 'labs.json'), 'utf8')) as unknown;
    assert.deepEqual(stored, { format: 1, labs: [lab] });
  });

  it('offers check, state and feedback above the file', async () => {
    assert.deepEqual(await lenses(greetingFile()), [
      '$(play) Check',
      '$(circle-outline) not attempted · 0/1 points',
      'Feedback',
    ]);
  });

  it('says nothing of an earlier check above a file that was edited since', async () => {
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(greetingFile()));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x'));
    assert.deepEqual(await lenses(greetingFile()), ['$(play) Check', 'edited', 'Feedback']);
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 0, 1)));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal((await lenses(greetingFile()))[1], '$(circle-outline) not attempted · 0/1 points');
  });

  it('offers nothing above a file of no lab', async () => {
    const other = path.join(workspaceRoot(), 'other.txt');
    await writeAndSave(other.replace('other', 'other'), 'x').catch(() => undefined);
    assert.deepEqual(existsSync(other) ? await lenses(other) : [], []);
  });

  it('refuses to open a file outside the lab', async () => {
    const { answerPanel } = await import('../../src/extension/features/feedback/actions.js');
    const deps = { labs: { folderOf: () => path.dirname(greetingFile()) } } as unknown as Parameters<
      typeof answerPanel
    >[0];
    for (const outside of ['../../secret.txt', '/etc/hosts', '..', '.']) {
      await assert.rejects(answerPanel(deps, greeting, { type: 'open-file', path: outside }), /no file of this lab/);
    }
  });

  it('checks on save and streams the results into the panel', async () => {
    const runs = toPanel('run').length;
    await writeAndSave(greetingFile(), 'Hello');
    await eventually('the run', () => toPanel('run').length > runs);
    const run = toPanel('run').at(-1);
    assert.equal(run?.run.trigger, 'save');
    assert.equal(run?.run.grade.passed, true);
    assert.equal(run?.exercise.state, 'passed');
    const types = exchange.messages.map(({ message }) => message.type);
    const order = ['checking', 'result', 'run'].map((type) => types.lastIndexOf(type as ToPanel['type']));
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    await eventually('the panel to have painted it', () =>
      toHost('rendered').some(({ runId }) => runId === run?.run.id),
    );
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, greetingFile(), 'the cursor stays in the file');
  });

  it('shows the new state above the file and in the tree', async () => {
    await eventually('the lens', async () => (await lenses(greetingFile()))[1]?.includes('passed'));
    const lines = (await renderTree(api)).map((line) => line.trim());
    assert.ok(lines.includes('(pass-filled) Write a greeting — 1/1 [delabs.exercise]'), lines.join('\n'));
    assert.ok(
      lines.includes('(edit) First notes — next · 1/3 [delabs.lab.started]') ||
        lines.includes('(color-mode) First notes — next · 1/3 [delabs.lab.started]'),
      lines.join('\n'),
    );
  });

  it('does not check on save when the setting is off, and still checks on command', async () => {
    const configuration = vscode.workspace.getConfiguration('delabs');
    await configuration.update('checkOnSave', false, vscode.ConfigurationTarget.Global);
    try {
      const runs = toPanel('run').length;
      await writeAndSave(greetingFile(), 'Hello again');
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(greetingFile()));
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Oh. '));
      await vscode.commands.executeCommand('delabs.check', greeting);
      await eventually('the run', () => toPanel('run').length > runs);
      assert.equal(editor.document.isDirty, false, 'the command saves the file first');
      assert.equal(toPanel('run').length, runs + 1, 'one run, and none for the saves');
      assert.equal(toPanel('run').at(-1)?.run.trigger, 'command');
    } finally {
      await configuration.update('checkOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('checks once when the command has to save the file first', async () => {
    let started = 0;
    const listening = api.engine.events.checkStarted(() => (started += 1));
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(greetingFile()));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Ah. '));
    await vscode.commands.executeCommand('delabs.check', greeting);
    // A run of the save would be asked for before this answer.
    await api.engine.request('exercise', greeting);
    listening.dispose();
    assert.equal(editor.document.isDirty, false);
    assert.equal(started, 1);
  });

  it('reveals a hint in the panel', async () => {
    await vscode.commands.executeCommand('delabs.revealHint', { ...greeting, checkId: undefined });
    const shown = await eventually('the hint', () =>
      toPanel('exercise')
        .at(-1)
        ?.exercise.hints.flatMap((ladder) => ladder.shown)
        .at(0),
    );
    assert.equal(shown, 'Any text will do.');
  });

  it('goes on to the next exercise', async () => {
    await vscode.commands.executeCommand('delabs.nextExercise', greeting);
    await eventually('the next file', () =>
      vscode.window.activeTextEditor?.document.uri.fsPath.endsWith('farewell.txt'),
    );
    await eventually('its instructions', () => toPanel('exercise').at(-1)?.exercise.ref.exerciseId === 'farewell');
    assert.match(toPanel('exercise').at(-1)?.exercise.instructionsHtml ?? '', /farewell/);
  });

  it('shows a quiz in the panel and grades it', async () => {
    const quiz = { courseId: 'host-course', itemId: 'small-quiz' };
    await vscode.commands.executeCommand('delabs.openItem', quiz);
    await eventually('the quiz', () => toPanel('exercise').at(-1)?.exercise.kind === 'quiz');
    const run = await api.engine.request('submitQuiz', { ...quiz, exerciseId: 'quiz', answers: { sky: ['blue'] } });
    assert.equal(run.grade.passed, true);
    await eventually('the graded quiz', () => toPanel('run').at(-1)?.run.id === run.id);
  });
});
