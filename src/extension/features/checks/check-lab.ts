import { l10n, ProgressLocation, window } from 'vscode';
import type { CheckRun } from '../../../core/check/result.js';
import type { ItemNode } from '../../../protocol/tree.js';
import type { Deps } from '../../deps.js';
import { asTarget } from '../../state/exercise-key.js';
import { pickItem } from '../../ui/pick.js';
import { requireTrust } from '../../ui/trust.js';
import { askAgreement } from '../lab-code/agree.js';

const runAll = async (deps: Deps, item: ItemNode): Promise<readonly CheckRun[]> =>
  window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Checking {0}', item.title), cancellable: true },
    async (bar, token) => {
      const runs: CheckRun[] = [];
      for (const exercise of item.exercises) {
        bar.report({ message: exercise.title, increment: 100 / (item.exercises.length + 1) });
        await deps.saver.save(exercise);
        const run = await deps.runner.run(exercise, 'command', token);
        if (token.isCancellationRequested) break;
        if (run) runs.push(run);
      }
      return runs;
    },
  );

const sum = (runs: readonly CheckRun[], member: 'points' | 'maxPoints'): number =>
  Math.round(10 * runs.reduce((total, run) => total + run.grade[member], 0)) / 10;

/** Checks every exercise of a lab, one after the other, and says how many pass. */
export const checkLab = async (deps: Deps, argument: unknown): Promise<void> => {
  requireTrust();
  const { courseId, itemId } =
    asTarget(argument) ?? deps.current.ref ?? (await pickItem(deps.engine, l10n.t('Check which lab?')));
  await askAgreement(deps.engine, { courseId, itemId });
  const item = await deps.engine.request('item', { courseId, itemId });
  const runs = await runAll(deps, item);
  if (runs.length === 0) return;
  const passed = runs.filter((run) => run.grade.passed).length;
  void window.showInformationMessage(
    l10n.t(
      '{0}: {1} of {2} exercises pass, {3} of {4} points.',
      item.title,
      passed,
      item.exercises.length,
      sum(runs, 'points'),
      sum(runs, 'maxPoints'),
    ),
  );
};
