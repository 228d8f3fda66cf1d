import type { Disposable } from 'vscode';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { registerCommand } from '../../ui/command.js';

export const registerRunFile = (deps: Deps): Disposable => {
  const store = new DisposableStore();
  store.addAll(
    registerCommand(deps.log, commands.runFile, () => undefined),
    registerCommand(deps.log, commands.debugFile, () => undefined),
  );
  return store;
};
