import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extension.js';
import { closeEditors, eventually, useFixtureCourses, workspaceRoot, writeAndSave } from './support.js';

const lab = { courseId: 'host-course', itemId: 'first-notes' };

const file = (): string => path.join(workspaceRoot(), 'host-course', 'first-notes', 'greeting.txt');
const text = (): string => readFileSync(file(), 'utf8');

describe('a reset', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await useFixtureCourses();
    await vscode.commands.executeCommand('delabs.startLab', lab);
  });

  after(closeEditors);

  it('puts the starter back and can be undone', async () => {
    await writeAndSave(file(), 'Kept words');
    const { backup } = await api.engine.request('resetExercise', { ...lab, exerciseId: 'greeting' });
    assert.equal(text(), '');
    await api.engine.request('undoReset', { backup });
    assert.equal(text(), 'Kept words');
    await eventually(
      'the editor to have it again',
      () => vscode.window.activeTextEditor?.document.getText() === 'Kept words',
    );
  });
});
