import { l10n, window, type Disposable } from 'vscode';
import { commands, views } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { asExercise } from '../../state/exercise-key.js';
import { registerCommand } from '../../ui/command.js';
import { notifyError } from '../../ui/notify.js';
import { pickExercise } from '../../ui/pick.js';
import { revealHint } from './hints.js';
import { FeedbackPanels } from './panels.js';

/** The feedback panel: instructions, results and hints of the exercise the learner is at. */
export const registerFeedback = (deps: Deps): Disposable & { readonly panels: FeedbackPanels } => {
  const store = new DisposableStore();
  const panels = store.add(new FeedbackPanels(deps));
  store.addAll(
    deps.navigation.onDidAskForFeedback((request) => void panels.show(request).catch(notifyError)),
    window.registerWebviewPanelSerializer(views.feedback, {
      deserializeWebviewPanel: (panel, state: unknown) => panels.restore(panel, state),
    }),
    registerCommand(deps.log, commands.openFeedback, async (argument) => {
      const ref = asExercise(argument) ?? deps.current.ref;
      deps.navigation.showFeedback(
        ref ?? (await pickExercise(deps.engine, l10n.t('Show the feedback of which exercise?'))),
        true,
      );
    }),
    registerCommand(deps.log, commands.revealHint, (argument) => revealHint(deps, argument)),
  );
  return { panels, dispose: () => store.dispose() };
};
