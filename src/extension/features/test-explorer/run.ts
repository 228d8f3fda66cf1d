import {
  l10n,
  workspace,
  type CancellationToken,
  type TestController,
  type TestRun,
  type TestRunRequest,
} from 'vscode';
import { toLabError, type LabError } from '../../../core/errors.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import { settings } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { keyOf, sameExercise } from '../../state/exercise-key.js';
import { errorText } from '../../ui/notify.js';
import { isOn } from '../../ui/settings.js';
import { requireTrust } from '../../ui/trust.js';
import { askAgreement } from '../lab-code/agree.js';
import { ExerciseReport } from './report.js';
import type { Reporter } from './reporter.js';
import { selectionOf, type Selected } from './selection.js';
import type { TestTree } from './tree.js';

/** What runs tests of VS Code: the parts of the extension, the items, and where checks are reported. */
export interface Runs {
  readonly deps: Deps;
  readonly controller: TestController;
  readonly tree: TestTree;
  readonly reporter: Reporter;
}

const check = async (runs: Runs, ref: ExerciseRef, report: ExerciseReport, token: CancellationToken): Promise<void> => {
  const { deps, reporter } = runs;
  let failure: LabError | undefined;
  const listening = deps.runner.onDidFail((event) => {
    if (sameExercise(event.ref, ref)) failure = event.error;
  });
  try {
    await deps.saver.save(ref);
    reporter.claim(ref, report);
    const done = await deps.runner.run(ref, 'command', token);
    await reporter.release(ref);
    if (failure) report.broken(errorText(failure));
    else if (!done) report.skipped();
  } finally {
    listening.dispose();
  }
};

const runOne = async (
  runs: Runs,
  ref: ExerciseRef,
  report: ExerciseReport,
  token: CancellationToken,
): Promise<void> => {
  const { engine, labs } = runs.deps;
  try {
    requireTrust();
    await askAgreement(engine, ref);
    if (labs.isStarted(ref.courseId, ref.itemId)) await check(runs, ref, report, token);
    else report.broken(l10n.t('Start the lab first: there is nothing to check yet.'));
  } catch (thrown) {
    const error = toLabError(thrown);
    if (error.code === 'cancelled') report.skipped();
    else report.broken(errorText(error));
  }
};

const reportOn = async ({ tree, deps }: Runs, run: TestRun, { ref, exercise, only }: Selected) => {
  // Checks of an exercise that nobody opened have no items yet.
  await tree.below(exercise);
  return { ref, report: new ExerciseReport(run, exercise, deps.labs.folderOf(ref), only) };
};

const runOnce = async (runs: Runs, request: TestRunRequest, token: CancellationToken): Promise<void> => {
  const run = runs.controller.createTestRun(request);
  try {
    const selection = await selectionOf(runs.tree, runs.deps.labs, request);
    const reports = await Promise.all(selection.map((selected) => reportOn(runs, run, selected)));
    for (const { report } of reports) report.enqueued();
    for (const { ref, report } of reports) {
      if (token.isCancellationRequested) break;
      await runOne(runs, ref, report, token);
    }
  } finally {
    run.end();
  }
};

/** Until it is switched off, checks of these exercises report here: those on save, which are run even where the setting is off. */
const runContinuously = async (runs: Runs, request: TestRunRequest, token: CancellationToken): Promise<void> => {
  const { deps, reporter, tree } = runs;
  const chosen = request.include
    ? new Set((await selectionOf(tree, deps.labs, request)).map(({ ref }) => keyOf(ref)))
    : undefined;
  const covers = (ref: ExerciseRef): boolean => chosen?.has(keyOf(ref)) ?? true;
  const continuous = { request, covers };
  reporter.follow(continuous);
  const saving = workspace.onDidSaveTextDocument((document) => void checkSaved(runs, document.uri.fsPath, covers));
  token.onCancellationRequested(() => {
    saving.dispose();
    reporter.unfollow(continuous);
  });
};

const checkSaved = async ({ deps }: Runs, path: string, covers: (ref: ExerciseRef) => boolean): Promise<void> => {
  // Where the setting is on, the save is checked anyway.
  if (isOn(settings.checkOnSave)) return;
  const ref = await deps.exercises.ofFile(path).catch(() => undefined);
  if (ref && covers(ref)) await deps.runner.run(ref, 'save');
};

/** Answers a request of the Test Explorer. Resolves when it is done; a continuous one goes on until its token is used. */
export const runTests = (runs: Runs, request: TestRunRequest, token: CancellationToken): Promise<void> =>
  request.continuous ? runContinuously(runs, request, token) : runOnce(runs, request, token);
