import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CheckRun } from '../../src/core/check/result.js';
import type { ExtensionApi } from '../../src/extension/extension.js';
import {
  allowTasks,
  closeEditors,
  eventually,
  repository,
  useFixtureCourses,
  workspaceRoot,
  writeAndSave,
} from './support.js';

const lab = { courseId: 'first-steps-sql', itemId: 'first-queries' };
const name = '01-songs-without-a-sticker.sql';

const solutionFile = path.join(repository, 'labs', lab.courseId, lab.itemId, 'solution', name);

/** The toolchain may have to be downloaded and a database cluster made. */
const patience = 170_000;

const file = (): string => path.join(workspaceRoot(), lab.courseId, lab.itemId, name);

const diagnostics = (): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(vscode.Uri.file(file()));

describe('a lab with a database', () => {
  let api: ExtensionApi;
  const runs: CheckRun[] = [];
  let starts = 0;
  const runOf = async (text: string): Promise<CheckRun> => {
    const before = runs.length;
    await writeAndSave(file(), text);
    return eventually('the run', () => runs[before], 60_000);
  };

  const saveAndWaitForStart = async (text: string): Promise<void> => {
    const before = starts;
    await writeAndSave(file(), text);
    await eventually('the check to start', () => starts > before);
  };

  before(async function () {
    this.timeout(patience);
    api = await useFixtureCourses();
    await allowTasks();
    api.engine.events.checkFinished(({ run }) => runs.push(run));
    api.engine.events.checkStarted(() => (starts += 1));
    await vscode.commands.executeCommand('delabs.startLab', lab);
    await eventually('the file', () => vscode.window.activeTextEditor?.document.uri.fsPath === file(), patience);
  });

  after(async function () {
    this.timeout(60_000);
    await api.engine.request('stopLab', lab);
    await closeEditors();
  });

  it('fails a wrong query and says why', async () => {
    const run = await runOf('SELECT title, seconds FROM songs WHERE seconds <= 180;\n');
    const [songs] = run.results;
    assert.equal(songs?.status, 'failed');
    assert.match(songs?.message ?? '', /row/);
    assert.equal(run.grade.passed, false);
  }).timeout(90_000);

  it('marks the place of an error in the file, until the file is edited', async () => {
    await runOf('SELECT title, seconds\nFROM song;\n');
    const [first] = await eventually('the diagnostic', () => diagnostics().length > 0 && diagnostics());
    assert.equal(first?.source, 'Data Engineering Labs');
    assert.equal(first?.range.start.line, 1);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      vscode.Uri.file(file()),
      first.range,
    );
    const titles = actions.map(({ title }) => title);
    for (const title of ['Show feedback', 'Check again', 'Reset exercise…']) assert.ok(titles.includes(title), title);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 9), 's'));
    await eventually('the diagnostic to go', () => diagnostics().length === 0);
  }).timeout(90_000);

  it('passes the solution', async () => {
    const run = await runOf(readFileSync(solutionFile, 'utf8'));
    const outcomes = run.results.map(({ checkId, status, message }) => `${checkId} ${status}: ${message}`);
    assert.ok(run.grade.passed, outcomes.join('\n'));
    assert.deepEqual(diagnostics(), []);
    assert.match(run.environment.join(), /PostgreSQL 18/);
  }).timeout(90_000);

  it('cancels a slow check for the next save', async () => {
    const before = runs.length;
    await saveAndWaitForStart('SELECT pg_sleep(60);\n');
    const solution = readFileSync(solutionFile, 'utf8');
    await writeAndSave(file(), solution);
    const run = await eventually('a run that passes', () => runs.slice(before).find(({ grade }) => grade.passed));
    const cut = await eventually('the slow one to be cut short', () =>
      runs.slice(before).find(({ results }) => results.some(({ status }) => status === 'cancelled')),
    );
    assert.ok(cut.startedAt <= run.startedAt);
  }).timeout(90_000);

  it('cancels the checks of a task that is terminated', async () => {
    await saveAndWaitForStart('SELECT pg_sleep(60);\n');
    const tasks = await vscode.tasks.fetchTasks({ type: 'delabs' });
    const task = tasks.find(({ definition }) => definition['exercise'] === 'songs-without-a-sticker');
    assert.ok(task);
    const before = starts;
    const execution = await vscode.tasks.executeTask(task);
    await eventually('the check of the task to start', () => starts > before);
    execution.terminate();
    const run = await eventually('the run of the task', () => runs.find(({ trigger }) => trigger === 'task'));
    assert.ok(run.results.some(({ status }) => status === 'cancelled'));
  }).timeout(90_000);

  it('calls it an error, and no wrong answer, when the server is stopped under a check', async () => {
    const pid = await api.engine.pid();
    const before = runs.length;
    await saveAndWaitForStart('SELECT pg_sleep(60);\n');
    // The statement is under way on the server when that goes.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await api.engine.request('stopLab', lab);
    const run = await eventually('the run', () =>
      runs.slice(before).find(({ results }) => results[0]?.status === 'error'),
    );
    assert.equal(run.grade.gradable, false);
    assert.equal(await api.engine.pid(), pid, 'the engine goes on');
  }).timeout(90_000);
});
