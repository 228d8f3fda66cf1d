import * as vscode from 'vscode';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { CheckActions } from './actions.js';
import { ShownDiagnostics } from './shown.js';

/**
 * Failed checks that know their place, as problems of the learner's files, with what can be done about them; gone when fixed
 * and when the file is edited. After a reload they are there again for files that are still what was checked.
 */
export const registerDiagnostics = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const shown = store.add(new ShownDiagnostics(deps.labs));
  const restore = async (): Promise<void> => {
    const { ref } = deps.current;
    if (!ref || shown.knows(ref)) return;
    const { lastRun, asChecked } = await deps.exercises.view(ref);
    // A check may have ended while the engine answered.
    if (lastRun && asChecked && !shown.knows(ref)) shown.show(lastRun);
  };
  store.addAll(
    deps.engine.events.checkFinished(({ run }) => shown.show(run)),
    deps.current.onDidChange(() => {
      restore().catch(() => deps.log.debug('Earlier problems of the file could not be read.'));
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) shown.forget(document.uri);
    }),
    vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, new CheckActions(deps), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
  return store;
};
