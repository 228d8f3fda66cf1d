import { commands, type Disposable } from 'vscode';
import { contextKeys } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';

/** Tells the walkthrough what the learner has done; VS Code remembers the steps that are complete. */
export const registerWalkthrough = ({ engine, labs }: Deps): Disposable => {
  const store = new DisposableStore();
  const done = (key: string): void => void commands.executeCommand('setContext', key, true);
  const tellStarted = async (): Promise<void> => {
    if ((await labs.all()).length > 0) done(contextKeys.didStart);
  };
  store.addAll(
    labs.onDidChange(() => void tellStarted()),
    engine.events.checkFinished(({ run }) =>
      done(run.trigger === 'submit' ? contextKeys.didQuiz : contextKeys.didCheck),
    ),
  );
  void tellStarted();
  return store;
};
