import { basename } from 'node:path';
import {
  l10n,
  ProcessExecution,
  Task,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  TaskScope,
  type TaskExecution,
} from 'vscode';
import { taskType } from '../../constants.js';
import type { Prepared } from './prepare.js';

/** VS Code would ask which of the two to end: it is the older one. */
const endEarlier = async (file: string): Promise<void> => {
  const earlier = tasks.taskExecutions.find(
    ({ task: { definition } }) => definition.type === taskType && definition['file'] === file,
  );
  if (!earlier) return;
  const ended = new Promise<void>((resolve) => {
    const listening = tasks.onDidEndTask(({ execution }) => {
      if (execution !== earlier) return;
      listening.dispose();
      resolve();
    });
  });
  earlier.terminate();
  await ended;
};

/** Runs the file in a terminal of its own, which stays open with what the file printed. A run of it under way is ended. */
export const runFile = async ({ file, cwd, environment }: Prepared): Promise<TaskExecution> => {
  await endEarlier(file);
  const name = basename(file);
  const { python, notebook, env } = environment;
  const script = file.endsWith('.ipynb') ? [notebook, file] : [file];
  const execution = new ProcessExecution(python, script, { cwd, env: { ...env } });
  const task = new Task(
    { type: taskType, file },
    TaskScope.Workspace,
    l10n.t('Run {0}', name),
    taskType,
    execution,
    [],
  );
  task.presentationOptions = {
    reveal: TaskRevealKind.Always,
    panel: TaskPanelKind.Dedicated,
    clear: true,
    focus: false,
    showReuseMessage: false,
  };
  return tasks.executeTask(task);
};
