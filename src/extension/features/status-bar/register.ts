import * as vscode from 'vscode';
import type { ExerciseView } from '../../../protocol/exercise-view.js';
import { commands, productName } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { sameExercise } from '../../state/exercise-key.js';
import { stateSymbol } from '../../ui/icons.js';
import { pointsOfView } from '../../ui/points.js';
import { gradingWord, pointsWord, stateWord } from '../../ui/words.js';

/** The exercise by its place in the lab, where the lab has several. */
const placeOf = ({ ordinal, total, title, itemTitle }: ExerciseView): string =>
  total > 1 && title !== itemTitle ? ` ${ordinal}/${total}` : '';

const tooltip = (view: ExerciseView, state: string, points: string): vscode.MarkdownString => {
  const text = new vscode.MarkdownString(undefined, true);
  const lines = [view.itemTitle, view.title, `${gradingWord(view.grading)} · ${state} · ${points}`];
  for (const line of new Set(lines)) text.appendText(line).appendMarkdown('\n\n');
  return text.appendText(vscode.l10n.t('Show feedback'));
};

/** @param doing what a check under way is doing; undefined when there is none */
const show = (item: vscode.StatusBarItem, view: ExerciseView, doing: string | undefined): void => {
  const points = pointsWord(pointsOfView(view));
  const state = doing ?? stateWord(view.state);
  const lab = `${view.itemTitle}${placeOf(view)}`;
  item.text = doing === undefined ? `${stateSymbol(view.state)} ${lab}: ${points}` : `$(loading~spin) ${lab}: ${doing}`;
  item.tooltip = tooltip(view, state, points);
  item.accessibilityInformation = { label: `${view.itemTitle}, ${view.title}, ${state}, ${points}` };
  item.show();
};

/** Lab, grade and what is being checked, of the exercise the learner is at. */
export const registerStatusBar = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const item = store.add(vscode.window.createStatusBarItem('delabs.exercise', vscode.StatusBarAlignment.Left));
  item.name = productName;
  item.command = commands.openFeedback;
  let step: string | undefined;
  const update = async (): Promise<void> => {
    const ref = deps.current.ref;
    if (!ref) return item.hide();
    const view = await deps.exercises.view(ref).catch(() => undefined);
    // The learner may have gone elsewhere while the engine answered.
    if (!sameExercise(ref, deps.current.ref)) return;
    const doing = deps.runner.isRunning(ref) ? (step ?? vscode.l10n.t('checking…')) : undefined;
    if (view) show(item, view, doing);
    else item.hide();
  };
  store.addAll(
    deps.current.onDidChange(() => void update()),
    deps.exercises.onDidChange(() => void update()),
    deps.runner.onDidChange(() => {
      step = undefined;
      void update();
    }),
    // A check may have to start its server first, and that may have to be downloaded.
    deps.engine.events.progress(({ message }) => {
      step = message;
      void update();
    }),
    deps.engine.events.checkStarted(({ tier, follows }) => {
      if (tier === 'quick') step = vscode.l10n.t('checking (quick)…');
      else step = follows === undefined ? undefined : vscode.l10n.t('checking (full)…');
      void update();
    }),
  );
  return store;
};
