import * as vscode from 'vscode';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { asExercise, asTarget, type Target } from '../../state/exercise-key.js';
import { registerCommand } from '../../ui/command.js';
import { notifyError } from '../../ui/notify.js';
import { pickExercise, pickItem } from '../../ui/pick.js';
import { withEngineProgress } from '../../ui/progress.js';
import { openExercise, startLab } from './start.js';
import { takePending } from './pending.js';

const stopLab = async (deps: Deps, argument: unknown): Promise<void> => {
  const { courseId, itemId } =
    asTarget(argument) ?? deps.current.ref ?? (await pickItem(deps.engine, vscode.l10n.t('Stop which lab?')));
  await withEngineProgress(deps.engine, vscode.l10n.t('Stopping lab'), (token) =>
    deps.engine.request('stopLab', { courseId, itemId }, token),
  );
};

const openNext = async (deps: Deps, argument: unknown): Promise<void> => {
  const ref = asExercise(argument) ?? deps.current.ref;
  if (!ref) return openExercise(deps, await pickExercise(deps.engine, vscode.l10n.t('Open which exercise?')));
  const { next } = await deps.exercises.view(ref);
  if (next) return openExercise(deps, next);
  void vscode.window.showInformationMessage(vscode.l10n.t('That was the last exercise.'));
};

/** Goes on with a start that had to wait for a folder; in a folder not trusted yet it waits for that too. */
const goOn = async (deps: Deps, store: DisposableStore): Promise<void> => {
  const target = await takePending(deps.context.globalState);
  if (!target) return;
  const start = (): void => void startLab(deps, target).catch(notifyError);
  if (vscode.workspace.isTrusted) return start();
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(start));
};

/** Commands that start, stop and open labs and their exercises. */
export const registerStartLab = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const chosenLab = async (argument: unknown): Promise<Target> =>
    asTarget(argument) ?? (await pickItem(deps.engine, vscode.l10n.t('Start which lab?')));
  store.addAll(
    registerCommand(deps.log, commands.startLab, async (argument) => startLab(deps, await chosenLab(argument))),
    registerCommand(deps.log, commands.stopLab, (argument) => stopLab(deps, argument)),
    registerCommand(deps.log, commands.openExercise, async (argument) =>
      openExercise(
        deps,
        asExercise(argument) ?? (await pickExercise(deps.engine, vscode.l10n.t('Open which exercise?'))),
      ),
    ),
    registerCommand(deps.log, commands.nextExercise, (argument) => openNext(deps, argument)),
  );
  void goOn(deps, store).catch(notifyError);
  return store;
};
