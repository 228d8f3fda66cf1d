import { l10n, window } from 'vscode';
import type { ExerciseView, HintLadder } from '../../../protocol/exercise-view.js';
import type { Deps } from '../../deps.js';
import { asExercise } from '../../state/exercise-key.js';
import { pickExercise } from '../../ui/pick.js';

const hasMore = ({ shown, total }: HintLadder): boolean => shown.length < total;

/** The ladder to go on with: that of the first check that does not pass, else that of the exercise. */
const ladderOf = ({ hints, lastRun }: ExerciseView): HintLadder | undefined => {
  const failing = new Set(lastRun?.results.filter(({ status }) => status !== 'passed').map(({ checkId }) => checkId));
  const more = hints.filter(hasMore);
  return (
    more.find(({ checkId }) => checkId !== undefined && failing.has(checkId)) ??
    more.find(({ checkId }) => checkId === undefined) ??
    more[0]
  );
};

/** The panel names the ladder: that of a check, or with no check id that of the exercise. */
const namedLadder = (argument: unknown): Pick<HintLadder, 'checkId'> | undefined =>
  typeof argument === 'object' && argument !== null && 'checkId' in argument
    ? typeof argument.checkId === 'string'
      ? { checkId: argument.checkId }
      : {}
    : undefined;

/** Reveals the next hint of a check or of the exercise and shows it in the feedback panel. */
export const revealHint = async (deps: Deps, argument: unknown): Promise<void> => {
  const ref =
    asExercise(argument) ?? deps.current.ref ?? (await pickExercise(deps.engine, l10n.t('A hint for which exercise?')));
  const view = await deps.exercises.view(ref);
  const named = namedLadder(argument);
  const ladder = named ? view.hints.find(({ checkId }) => checkId === named.checkId) : ladderOf(view);
  if (!ladder || !hasMore(ladder)) {
    void window.showInformationMessage(l10n.t('There are no more hints.'));
    return;
  }
  await deps.engine.request('revealHint', {
    ...view.ref,
    ...(ladder.checkId === undefined ? {} : { checkId: ladder.checkId }),
  });
  deps.navigation.showFeedback(view.ref, false);
};
