import { dirname } from 'node:path';
import { l10n, Uri, window } from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { RuntimeEnvironment } from '../../../protocol/engine.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import type { Deps } from '../../deps.js';
import { canRun } from '../../state/runnable.js';
import { withEngineProgress } from '../../ui/progress.js';
import { requireTrust } from '../../ui/trust.js';
import { askAgreement } from '../lab-code/agree.js';

/** A learner's file and what it is run with. */
export interface Prepared {
  /** Absolute. */
  readonly file: string;
  /** Absolute folder to run it in: its own, as checks do. */
  readonly cwd: string;
  readonly environment: RuntimeEnvironment;
}

const fileOf = (argument: unknown): string => {
  const uri = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  if (uri?.scheme === 'file') return uri.fsPath;
  throw new LabError('usage', l10n.t('No file of a lab is open.'), { cure: l10n.t('Open the file to run.') });
};

const exerciseOf = async (deps: Deps, file: string, how: 'run' | 'debug'): Promise<ExerciseRef> => {
  const ref = await deps.exercises.ofFile(file);
  if (ref && canRun(await deps.exercises.view(ref), Uri.file(file), how)) return ref;
  throw new LabError('usage', l10n.t('This file is no script that its lab can run.'), {
    cure:
      how === 'debug'
        ? l10n.t('Open a `.py` file of an exercise that uses Python.')
        : l10n.t('Open a `.py` or `.ipynb` file of an exercise that uses Python.'),
  });
};

/**
 * Saves the exercise and gets ready what its file is run with: the lab's interpreter and packages, on the learner's own servers.
 * Rejects with a LabError when nothing may be run here, or the file is none that the lab can run.
 */
export const prepareFile = async (deps: Deps, argument: unknown, how: 'run' | 'debug'): Promise<Prepared> => {
  requireTrust();
  const file = fileOf(argument);
  const ref = await exerciseOf(deps, file, how);
  await askAgreement(deps.engine, ref);
  await deps.saver.save(ref);
  const { courseId, itemId } = ref;
  const environment = await withEngineProgress(deps.engine, l10n.t('Preparing Python'), (token) =>
    deps.engine.request('runtimeEnvironment', { courseId, itemId }, token),
  );
  return { file, cwd: dirname(file), environment };
};
