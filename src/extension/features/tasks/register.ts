import * as vscode from 'vscode';
import { taskType } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { isLabTask, type LabTaskDefinition } from './definition.js';
import { CheckTerminal } from './terminal.js';

const toTask = (
  deps: Deps,
  definition: LabTaskDefinition,
  name: string,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
): vscode.Task => {
  // VS Code hands the definition over with its variables filled in.
  const execution = new vscode.CustomExecution((resolved) =>
    Promise.resolve(new CheckTerminal(deps, isLabTask(resolved) ? resolved : definition)),
  );
  const task = new vscode.Task(definition, scope, name, taskType, execution, []);
  task.group = vscode.TaskGroup.Test;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  return task;
};

/** A task for every lab started here and for each of its exercises. */
const provide = async (deps: Deps): Promise<vscode.Task[]> => {
  const tasks = (await deps.labs.all()).map(async ({ courseId, itemId }) => {
    const item = await deps.engine.request('item', { courseId, itemId });
    const whole = { type: taskType, course: courseId, lab: itemId };
    return [
      toTask(deps, whole, vscode.l10n.t('Check {0}', item.title), vscode.TaskScope.Workspace),
      ...item.exercises.map(({ exerciseId, title }) =>
        toTask(
          deps,
          { ...whole, exercise: exerciseId },
          vscode.l10n.t('Check {0}: {1}', item.title, title),
          vscode.TaskScope.Workspace,
        ),
      ),
    ];
  });
  const found = await Promise.allSettled(tasks);
  // A lab whose course is gone has no task; the others keep theirs.
  return found.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
};

/** Tasks of type `delabs`: checks in a terminal, with an exit code. */
export const registerTasks = (deps: Deps): vscode.Disposable =>
  vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () => provide(deps),
    resolveTask: (task) =>
      isLabTask(task.definition)
        ? toTask(deps, task.definition, task.name, task.scope ?? vscode.TaskScope.Workspace)
        : undefined,
  });
