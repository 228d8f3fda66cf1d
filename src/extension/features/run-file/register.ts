import { commands as vscodeCommands, window, type Disposable } from 'vscode';
import { commands, contextKeys } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { canRun } from '../../state/runnable.js';
import { registerCommand } from '../../ui/command.js';
import { debugFile, hasDebugger } from './debug.js';
import { prepareFile } from './prepare.js';
import { runFile } from './run.js';

/** Whether the file in the active editor is one that its lab can run: menus ask for it. */
const followEditor = ({ current, exercises }: Deps): Disposable => {
  const tell = async (): Promise<void> => {
    const { ref } = current;
    const uri = window.activeTextEditor?.document.uri;
    const view = ref && uri ? await exercises.view(ref).catch(() => undefined) : undefined;
    const can = uri !== undefined && view !== undefined && canRun(view, uri);
    if (uri === window.activeTextEditor?.document.uri)
      await vscodeCommands.executeCommand('setContext', contextKeys.canRunFile, can);
  };
  const store = new DisposableStore();
  store.addAll(
    current.onDidChange(() => void tell()),
    window.onDidChangeActiveTextEditor(() => void tell()),
  );
  return store;
};

/** *Run File* and *Debug File Under This Check* for labs with a Python runtime. */
export const registerRunFile = (deps: Deps): Disposable => {
  const store = new DisposableStore();
  store.addAll(
    followEditor(deps),
    registerCommand(deps.log, commands.runFile, async (argument) => {
      await runFile(await prepareFile(deps, argument, 'run'));
    }),
    registerCommand(deps.log, commands.debugFile, async (argument) => {
      if (await hasDebugger()) await debugFile(await prepareFile(deps, argument, 'debug'));
    }),
  );
  return store;
};
