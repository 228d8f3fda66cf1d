import { l10n, window, type QuickPickItem } from 'vscode';
import type { AttemptSummary } from '../../../core/course/attempt-history.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import type { Deps } from '../../deps.js';
import { offerUndo } from '../../ui/undo.js';
import { requireTrust } from '../../ui/trust.js';
import { compareFiles, compareResults, compareWithMine, type Compare } from './compare.js';
import { attemptWords } from './words.js';

interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

const choiceOf = (attempt: AttemptSummary): Choice<AttemptSummary> => ({ ...attemptWords(attempt), value: attempt });

const pickAttempt = async (
  attempts: readonly AttemptSummary[],
  title: string,
  placeHolder: string,
): Promise<AttemptSummary | undefined> =>
  (
    await window.showQuickPick(attempts.map(choiceOf), {
      title,
      placeHolder,
      matchOnDescription: true,
      matchOnDetail: true,
    })
  )?.value;

/** Puts the learner's files back to those of an attempt; what stands there now is kept, and it can be undone. */
const restore = async (deps: Deps, ref: ExerciseRef, { number }: AttemptSummary): Promise<void> => {
  requireTrust();
  // What stands in an editor and not yet on disk must be in the backup too.
  await deps.saver.save(ref);
  const { backup } = await deps.engine.request('restoreAttempt', { ...ref, number });
  await deps.backups.set(backup);
  void offerUndo(l10n.t('Your files are those of attempt {0}. What you had is kept in a backup.', number));
};

type Act = () => Promise<void>;

const actionsFor = (
  deps: Deps,
  ref: ExerciseRef,
  attempt: AttemptSummary,
  attempts: readonly AttemptSummary[],
): readonly Choice<Act>[] => {
  const before = attempts[attempts.indexOf(attempt) + 1];
  const others = attempts.filter((other) => other !== attempt);
  const kept = attempt.files?.some((file) => file.kept) ?? false;
  const action = (icon: string, label: string, value: Act): Choice<Act> => ({ label: `$(${icon}) ${label}`, value });
  const withOther = (compare: Compare) => async (): Promise<void> => {
    const title = l10n.t('Compare attempt {0} with which one?', attempt.number);
    const other = await pickAttempt(others, title, l10n.t('The older one stands on the left'));
    if (!other) return;
    const [first, second] = other.number < attempt.number ? [other, attempt] : [attempt, other];
    await compare(deps, ref, first, second);
  };
  return [
    ...(kept
      ? [
          action('diff', l10n.t('Compare with my files'), () => compareWithMine(deps, ref, attempt)),
          action('discard', l10n.t('Restore these files'), () => restore(deps, ref, attempt)),
        ]
      : []),
    ...(before
      ? [
          action('git-compare', l10n.t('Files: compare with attempt {0}', before.number), () =>
            compareFiles(deps, ref, before, attempt),
          ),
          action('checklist', l10n.t('Results: compare with attempt {0}', before.number), () =>
            compareResults(deps, ref, before, attempt),
          ),
        ]
      : []),
    ...(others.length > 1
      ? [
          action('git-compare', l10n.t('Files: compare with another attempt…'), withOther(compareFiles)),
          action('checklist', l10n.t('Results: compare with another attempt…'), withOther(compareResults)),
        ]
      : []),
  ];
};

/** Lists the attempts at an exercise; the one that is chosen can be compared and restored. */
export const chooseAttempt = async (deps: Deps, ref: ExerciseRef): Promise<void> => {
  const { title } = await deps.exercises.view(ref);
  const attempts = await deps.engine.request('attempts', ref);
  if (attempts.length === 0) {
    void window.showInformationMessage(l10n.t('There is no attempt at “{0}” yet.', title));
    return;
  }
  const attempt = await pickAttempt(
    attempts,
    l10n.t('Attempts at “{0}”', title),
    l10n.t('Choose one to compare or restore it'),
  );
  if (!attempt) return;
  const actions = actionsFor(deps, ref, attempt, attempts);
  const chosen = await window.showQuickPick(actions, { title: l10n.t('Attempt {0}', attempt.number) });
  await chosen?.value();
};
