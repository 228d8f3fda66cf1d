import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { allowTasks, closeEditors, useFixtureCourses, workspaceRoot, writeAndSave } from './support.js';

const lab = { courseId: 'host-course', itemId: 'first-notes' };

const endOf = (task: vscode.Task): Promise<number | undefined> =>
  new Promise((resolve) => {
    const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listening.dispose();
      resolve(exitCode);
    });
  });

const runTask = async (task: vscode.Task): Promise<number | undefined> => {
  const ended = endOf(task);
  await vscode.tasks.executeTask(task);
  return ended;
};

/** A task as it comes out of tasks.json: a definition, to be resolved by its provider. */
const written = async (definition: Record<string, string>): Promise<vscode.Task> => {
  const label = `written ${JSON.stringify(definition)}`;
  const tasks = [{ label, type: 'delabs', ...definition }];
  await vscode.workspace.getConfiguration('tasks').update('tasks', tasks, vscode.ConfigurationTarget.Workspace);
  const found = (await vscode.tasks.fetchTasks()).find(({ name }) => name === label);
  assert.ok(found, 'VS Code has the task of tasks.json');
  return found;
};

const file = (name: string): string => path.join(workspaceRoot(), 'host-course', 'first-notes', name);

describe('check tasks', () => {
  before(async () => {
    await useFixtureCourses();
    await allowTasks();
    await vscode.commands.executeCommand('delabs.startLab', lab);
    await writeAndSave(file('greeting.txt'), 'Hello');
    await writeAndSave(file('farewell.txt'), '');
  });

  after(async () => {
    await vscode.workspace.getConfiguration('tasks').update('tasks', undefined, vscode.ConfigurationTarget.Workspace);
    await closeEditors();
  });

  it('are there for each lab of the workspace and each of its exercises', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'delabs' });
    const names = tasks.map(({ name }) => name).sort();
    for (const name of [
      'Check First notes',
      'Check First notes: Write a farewell',
      'Check First notes: Write a greeting',
    ]) {
      assert.ok(names.includes(name), names.join(', '));
    }
  });

  it('end with 0 when all checks pass, and with 1 when one fails', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'delabs' });
    const named = (name: string): vscode.Task => {
      const found = tasks.find((task) => task.name === name);
      assert.ok(found, name);
      return found;
    };
    assert.equal(await runTask(named('Check First notes: Write a greeting')), 0);
    assert.equal(await runTask(named('Check First notes')), 1);
  });

  it('are resolved from tasks.json, and end with 2 when they name nothing', async () => {
    assert.equal(await runTask(await written({ lab: 'first-notes', exercise: 'greeting' })), 0);
    assert.equal(await runTask(await written({ lab: 'no-such-lab' })), 2);
  });
});
