import * as vscode from 'vscode';
import type { ExerciseView } from '../../../protocol/exercise-view.js';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { toRef } from '../../state/exercise-key.js';
import { stateSymbol } from '../../ui/icons.js';
import { pointsWord, stateWord } from '../../ui/words.js';
import { pointsOfView } from '../../ui/points.js';

const top = new vscode.Range(0, 0, 0, 0);

const lensesOf = (view: ExerciseView, running: boolean): vscode.CodeLens[] => {
  const ref = toRef(view.ref);
  const lens = (title: string, command: string, tooltip: string): vscode.CodeLens =>
    new vscode.CodeLens(top, { title, command, tooltip, arguments: [ref] });
  return [
    running
      ? lens(`$(loading~spin) ${vscode.l10n.t('Checking…')}`, commands.openFeedback, view.title)
      : lens(`$(play) ${vscode.l10n.t('Check')}`, commands.check, vscode.l10n.t('Check “{0}”', view.title)),
    lens(
      `${stateSymbol(view.state)} ${stateWord(view.state)} · ${pointsWord(pointsOfView(view))}`,
      commands.openFeedback,
      vscode.l10n.t('Show what the checks say'),
    ),
    lens(vscode.l10n.t('Feedback'), commands.openFeedback, vscode.l10n.t('Instructions, hints and results')),
  ];
};

/** Above the first line of a learner's file: check it, see how it stands, open the feedback. */
export const registerCodeLens = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  store.addAll(
    deps.exercises.onDidChange(() => changed.fire()),
    deps.runner.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(
      { scheme: 'file' },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: async (document) => {
          try {
            const ref = await deps.exercises.ofFile(document.uri.fsPath);
            return ref ? lensesOf(await deps.exercises.view(ref), deps.runner.isRunning(ref)) : [];
          } catch {
            // Whoever uses a command is told why there is no engine; a file without lenses is no reason to.
            return [];
          }
        },
      },
    ),
  );
  return store;
};
