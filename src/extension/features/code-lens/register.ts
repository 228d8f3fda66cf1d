import * as vscode from 'vscode';
import type { ExerciseView } from '../../../protocol/exercise-view.js';
import { commands, type CommandId } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { toRef } from '../../state/exercise-key.js';
import { canRun } from '../../state/runnable.js';
import { stateSymbol } from '../../ui/icons.js';
import { pointsWord, stateWord } from '../../ui/words.js';
import { pointsOfView } from '../../ui/points.js';

const top = new vscode.Range(0, 0, 0, 0);

const lens = (title: string, command: CommandId, tooltip: string, argument: unknown): vscode.CodeLens =>
  new vscode.CodeLens(top, { title, command, tooltip, arguments: [argument] });

/** Ways to run the file itself, where the lab has something to run it with. */
const runLenses = (view: ExerciseView, uri: vscode.Uri): vscode.CodeLens[] => {
  if (!canRun(view, uri)) return [];
  const run = vscode.l10n.t('Run the file as the checks do, on your own data');
  const debug = vscode.l10n.t('Debug the file with what a check gives it');
  return [
    lens(`$(run) ${vscode.l10n.t('Run')}`, commands.runFile, run, uri),
    ...(canRun(view, uri, 'debug')
      ? [lens(`$(debug-alt) ${vscode.l10n.t('Debug')}`, commands.debugFile, debug, uri)]
      : []),
  ];
};

/**
 * How the exercise stands. VS Code takes half a second to redraw a lens, so that one which speaks of the check before would be
 * wrong that long after every check: nothing is said from the first edit on until the outcome is known.
 */
const stateLens = (view: ExerciseView, running: boolean, edited: boolean): vscode.CodeLens[] => {
  const ref = toRef(view.ref);
  if (running) return [];
  if (edited) return [lens(vscode.l10n.t('edited'), commands.check, vscode.l10n.t('Save the file to check it'), ref)];
  const title = `${stateSymbol(view.state)} ${stateWord(view.state)} · ${pointsWord(pointsOfView(view))}`;
  return [lens(title, commands.openFeedback, vscode.l10n.t('Show what the checks say'), ref)];
};

const lensesOf = (view: ExerciseView, running: boolean, document: vscode.TextDocument): vscode.CodeLens[] => {
  const ref = toRef(view.ref);
  return [
    running
      ? lens(`$(loading~spin) ${vscode.l10n.t('Checking…')}`, commands.openFeedback, view.title, ref)
      : lens(`$(play) ${vscode.l10n.t('Check')}`, commands.check, vscode.l10n.t('Check “{0}”', view.title), ref),
    ...stateLens(view, running, document.isDirty),
    lens(vscode.l10n.t('Feedback'), commands.openFeedback, vscode.l10n.t('Instructions, hints and results'), ref),
    ...runLenses(view, document.uri),
  ];
};

/** Above the first line of a learner's file: check it, see how it stands, open the feedback, run it. */
export const registerCodeLens = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  store.addAll(
    deps.exercises.onDidChange(() => changed.fire()),
    deps.runner.onDidChange(() => changed.fire()),
    // Edits make VS Code ask by itself; a save does not.
    vscode.workspace.onDidSaveTextDocument(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(
      { scheme: 'file' },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: async (document) => {
          try {
            const ref = await deps.exercises.ofFile(document.uri.fsPath);
            return ref ? lensesOf(await deps.exercises.view(ref), deps.runner.isRunning(ref), document) : [];
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
