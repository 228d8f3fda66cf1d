import { l10n, type Disposable } from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { asExercise } from '../../state/exercise-key.js';
import { registerCommand } from '../../ui/command.js';
import { pickExercise } from '../../ui/pick.js';
import { chooseAttempt } from './choose.js';
import { compareWithMine } from './compare.js';

const compareWithLastPass = async (deps: Deps, ref: ExerciseRef): Promise<void> => {
  const { lastPass } = await deps.exercises.view(ref);
  const attempt = (await deps.engine.request('attempts', ref)).find(({ number }) => number === lastPass);
  if (!attempt) {
    throw new LabError('usage', l10n.t('No attempt at this exercise has passed yet.'), {
      cure: l10n.t('Its hints say what to look at.'),
    });
  }
  await compareWithMine(deps, ref, attempt);
};

/** What the learner did before: listed, compared, restored. */
export const registerAttempts = (deps: Deps): Disposable => {
  const store = new DisposableStore();
  const chosen = async (argument: unknown): Promise<ExerciseRef> =>
    asExercise(argument) ??
    deps.current.ref ??
    (await pickExercise(deps.engine, l10n.t('Attempts at which exercise?')));
  store.addAll(
    registerCommand(deps.log, commands.attempts, async (argument) => chooseAttempt(deps, await chosen(argument))),
    registerCommand(deps.log, commands.compareWithLastPass, async (argument) =>
      compareWithLastPass(deps, await chosen(argument)),
    ),
  );
  return store;
};
