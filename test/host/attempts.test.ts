import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extension.js';
import { attemptWords } from '../../src/extension/features/attempts/words.js';
import { documentOf, documentUri } from '../../src/extension/state/document-uri.js';
import { closeEditors, eventually, useFixtureCourses, workspaceRoot, writeAndSave } from './support.js';

const lab = { courseId: 'host-course', itemId: 'first-notes' };
const ref = { ...lab, exerciseId: 'farewell' };
const file = (): string => path.join(workspaceRoot(), lab.courseId, lab.itemId, 'farewell.txt');

const diffOf = (tab: vscode.Tab | undefined): vscode.TabInputTextDiff => {
  assert.ok(tab?.input instanceof vscode.TabInputTextDiff, 'a comparison is open');
  return tab.input;
};
const activeTab = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;

describe('attempts', () => {
  let api: ExtensionApi;

  const attempt = async (text: string): Promise<void> => {
    const before = (await api.engine.request('attempts', ref)).length;
    await writeAndSave(file(), text);
    await eventually('the attempt', async () => (await api.engine.request('attempts', ref)).length > before);
  };

  before(async () => {
    api = await useFixtureCourses();
    await vscode.commands.executeCommand('delabs.startLab', lab);
    await attempt('Goodbye');
    await attempt('');
    await attempt('See you');
  });
  after(closeEditors);

  it('are listed with grade and what changed', async () => {
    const [last, middle] = (await api.engine.request('attempts', ref)).map(attemptWords);
    assert.match(last?.label ?? '', /^\$\(pass-filled\) Attempt \d+$/);
    assert.match(last?.description ?? '', /^100 % · .* · on save$/);
    assert.equal(last?.detail, 'changed farewell.txt · now passed: The farewell is written');
    assert.match(middle?.label ?? '', /^\$\(error\)/);
    assert.equal(middle?.detail, 'changed farewell.txt · no longer passed: The farewell is written');
  });

  it('can be read and compared', async () => {
    const [last, , first] = await api.engine.request('attempts', ref);
    const text = async (id: Parameters<typeof documentUri>[0]): Promise<string> =>
      (await vscode.workspace.openTextDocument(documentUri(id, workspaceRoot()))).getText();
    const number = first?.number ?? 0;
    assert.equal(await text({ kind: 'attempt', ref, number, path: 'farewell.txt' }), 'Goodbye');
    assert.match(
      await text({ kind: 'results', ref, number: last?.number ?? 0 }),
      /passed: The farewell is written \(2 of 2\)/,
    );
    await vscode.commands.executeCommand('delabs.compareWithLastPass', ref);
    const { original, modified } = diffOf(await eventually('the comparison', activeTab));
    assert.equal(modified.fsPath, file());
    assert.deepEqual(documentOf(original), { kind: 'attempt', ref, number: last?.number, path: 'farewell.txt' });
  });

  it('are restored, and that can be undone', async () => {
    const [, , first] = await api.engine.request('attempts', ref);
    const { backup } = await api.engine.request('restoreAttempt', { ...ref, number: first?.number ?? 0 });
    assert.equal(readFileSync(file(), 'utf8'), 'Goodbye');
    await api.engine.request('undoReset', { backup });
    assert.equal(readFileSync(file(), 'utf8'), 'See you');
  });

  it('say whether the files are still what was checked', async () => {
    assert.equal((await api.engine.request('exercise', ref)).asChecked, true);
    const configuration = vscode.workspace.getConfiguration('delabs');
    await configuration.update('checkOnSave', false, vscode.ConfigurationTarget.Global);
    try {
      await writeAndSave(file(), 'Something else');
      assert.equal((await api.engine.request('exercise', ref)).asChecked, false);
    } finally {
      await configuration.update('checkOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('addresses of documents', () => {
  it('name what they were made of, in any folder', () => {
    const ids = [
      { kind: 'attempt', ref, number: 12, path: 'src/a b/ä.py' },
      { kind: 'results', ref, number: 3 },
      { kind: 'solution', ref, path: 'etl.py' },
    ] as const;
    for (const id of ids) assert.deepEqual(documentOf(vscode.Uri.parse(documentUri(id, '/work/ä').toString())), id);
  });

  it('are none of other schemes and shapes', () => {
    for (const text of [
      'file:///x?%7B%22kind%22%3A%22results%22%7D',
      'delabs:/x',
      'delabs:/x?%7B',
      'delabs:/x?%7B%22kind%22%3A%22results%22%2C%22number%22%3A1%7D',
    ])
      assert.equal(documentOf(vscode.Uri.parse(text)), undefined, text);
  });
});

describe('the solution', () => {
  it('is refused in words before the first attempt, and shown beside the learner’s file after it', async () => {
    const api = await useFixtureCourses();
    const scripts = { courseId: 'host-course', itemId: 'scripts' };
    const count = { ...scripts, exerciseId: 'count' };
    await assert.rejects(api.engine.request('solution', count), /after your first attempt/);
    assert.equal((await api.engine.request('exercise', count)).solution.allowed, false);
    const { hash } = await api.engine.request('labCode', scripts);
    await api.engine.request('agreeToCode', { ...scripts, hash: hash ?? '' });
    await vscode.commands.executeCommand('delabs.startLab', scripts);
    await vscode.commands.executeCommand('delabs.check', count);
    await vscode.commands.executeCommand('delabs.showSolution', count);
    const { original, modified } = diffOf(await eventually('the comparison', activeTab));
    assert.equal(original.fsPath, path.join(workspaceRoot(), 'host-course', 'scripts', 'count.py'));
    assert.equal((await vscode.workspace.openTextDocument(modified)).getText(), 'print(1, 2, 3)\n');
    await closeEditors();
  });
});
