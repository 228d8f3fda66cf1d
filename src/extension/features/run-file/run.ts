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

/** Runs the file in a terminal of its own, which stays open with what the file printed. */
export const runFile = ({ file, cwd, environment }: Prepared): Thenable<TaskExecution> => {
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
