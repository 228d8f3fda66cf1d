import * as vscode from 'vscode';
import type { ExerciseView } from '../../../protocol/exercise-view.js';
import { commands, productName } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { sameExercise } from '../../state/exercise-key.js';
import { stateSymbol } from '../../ui/icons.js';
import { pointsOfView } from '../../ui/points.js';
import { pointsWord, stateWord } from '../../ui/words.js';

const show = (item: vscode.StatusBarItem, view: ExerciseView, running: boolean): void => {
  const points = pointsWord(pointsOfView(view));
  const state = running ? vscode.l10n.t('checking…') : stateWord(view.state);
  item.text = `${running ? '$(loading~spin)' : stateSymbol(view.state)} ${view.title}: ${points}`;
  item.tooltip = `${view.title} · ${state} · ${points}\n${vscode.l10n.t('Show feedback')}`;
  item.accessibilityInformation = { label: `${view.title}, ${state}, ${points}` };
  item.show();
};

/** State and points of the exercise the learner is at. */
export const registerStatusBar = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const item = store.add(vscode.window.createStatusBarItem('delabs.exercise', vscode.StatusBarAlignment.Left));
  item.name = productName;
  item.command = commands.openFeedback;
  const update = async (): Promise<void> => {
    const ref = deps.current.ofEditor;
    if (!ref) return item.hide();
    const view = await deps.exercises.view(ref).catch(() => undefined);
    // Another editor may have become active while the engine answered.
    if (!sameExercise(ref, deps.current.ofEditor)) return;
    if (view) show(item, view, deps.runner.isRunning(ref));
    else item.hide();
  };
  store.addAll(
    deps.current.onDidChange(() => void update()),
    deps.exercises.onDidChange(() => void update()),
    deps.runner.onDidChange(() => void update()),
  );
  return store;
};
