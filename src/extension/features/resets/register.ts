import * as vscode from 'vscode';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { asExercise, asTarget } from '../../state/exercise-key.js';
import { registerCommand } from '../../ui/command.js';
import { pickExercise, pickItem } from '../../ui/pick.js';
import { withEngineProgress } from '../../ui/progress.js';
import { requireTrust } from '../../ui/trust.js';
import { offerUndo } from '../../ui/undo.js';

const confirm = async (question: string, detail: string): Promise<boolean> => {
  const reset = vscode.l10n.t('Reset');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, reset)) === reset;
};

const resetExercise = async (deps: Deps, argument: unknown): Promise<void> => {
  requireTrust();
  const ref =
    asExercise(argument) ??
    deps.current.ref ??
    (await pickExercise(deps.engine, vscode.l10n.t('Reset which exercise?')));
  const { title } = await deps.exercises.view(ref);
  const sure = await confirm(
    vscode.l10n.t('Put the files of “{0}” back to how they were at the start?', title),
    vscode.l10n.t('What you wrote is kept in a backup, and the reset can be undone.'),
  );
  if (!sure) return;
  // What stands in an editor and not yet on disk must be in the backup too.
  await deps.saver.save(ref);
  const { backup } = await deps.engine.request('resetExercise', ref);
  await deps.backups.set(backup);
  void offerUndo(vscode.l10n.t('“{0}” is as it was at the start.', title));
};

const resetData = async (deps: Deps, argument: unknown): Promise<void> => {
  requireTrust();
  const { courseId, itemId } =
    asTarget(argument) ??
    deps.current.ref ??
    (await pickItem(deps.engine, vscode.l10n.t('Reset the data of which lab?')));
  const sure = await confirm(
    vscode.l10n.t('Put the databases of this lab back to how they were at the start?'),
    vscode.l10n.t('What is in them is kept in a backup, and the reset can be undone. Your files stay as they are.'),
  );
  if (!sure) return;
  const { backup } = await withEngineProgress(deps.engine, vscode.l10n.t('Resetting data'), (token) =>
    deps.engine.request('resetData', { courseId, itemId }, token),
  );
  await deps.backups.set(backup);
  void offerUndo(vscode.l10n.t('The databases of the lab are as they were at the start.'));
};

const undoReset = async (deps: Deps): Promise<void> => {
  requireTrust();
  const before = deps.backups.get();
  if (before === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no reset to undo.'));
    return;
  }
  const { backup } = await withEngineProgress(deps.engine, vscode.l10n.t('Undoing the reset'), (token) =>
    deps.engine.request('undoReset', { backup: before }, token),
  );
  await deps.backups.set(backup);
  void offerUndo(vscode.l10n.t('The reset was undone. What was there is kept in a backup.'));
};

/** Resets of files and data. Each keeps what was there, and can be undone. */
export const registerResets = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  store.addAll(
    registerCommand(deps.log, commands.resetExercise, (argument) => resetExercise(deps, argument)),
    registerCommand(deps.log, commands.resetData, (argument) => resetData(deps, argument)),
    registerCommand(deps.log, commands.undoReset, () => undoReset(deps)),
  );
  return store;
};
