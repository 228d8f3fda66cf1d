import * as vscode from 'vscode';
import { commands, settings } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { asExercise } from '../../state/exercise-key.js';
import { registerCommand } from '../../ui/command.js';
import { pickExercise } from '../../ui/pick.js';
import { isOn } from '../../ui/settings.js';
import { requireTrust } from '../../ui/trust.js';
import { askAgreement } from '../lab-code/agree.js';
import { checkLab } from './check-lab.js';
import { QuietFailures } from './failures.js';

const checkSaved = async (deps: Deps, document: vscode.TextDocument): Promise<void> => {
  if (document.uri.scheme !== 'file' || !vscode.workspace.isTrusted || !isOn(settings.checkOnSave)) return;
  const ref = await deps.exercises.ofFile(document.uri.fsPath);
  if (!ref) return;
  if (isOn(settings.revealFeedback)) deps.navigation.showFeedback(ref, false);
  await deps.runner.run(ref, 'save');
};

const checkNow = async (deps: Deps, argument: unknown): Promise<void> => {
  requireTrust();
  const ref =
    asExercise(argument) ??
    deps.current.ref ??
    (await pickExercise(deps.engine, vscode.l10n.t('Check which exercise?')));
  await askAgreement(deps.engine, ref);
  await deps.saver.save(ref);
  deps.navigation.showFeedback(ref, false);
  await deps.runner.run(ref, 'command');
};

/** Checks on every save and on command. */
export const registerChecks = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const failures = store.add(new QuietFailures(deps));
  store.addAll(
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (deps.saver.isSaving(document.uri)) return;
      checkSaved(deps, document).catch((error: unknown) => failures.show('save', error));
    }),
    registerCommand(deps.log, commands.check, (argument) => checkNow(deps, argument)),
    registerCommand(deps.log, commands.checkLab, (argument) => checkLab(deps, argument)),
  );
  return store;
};
