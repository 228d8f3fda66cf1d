import { join } from 'node:path';
import { l10n, Uri, type Disposable } from 'vscode';
import type { ExerciseRef } from '../../../protocol/tree.js';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { asExercise } from '../../state/exercise-key.js';
import { documentUri } from '../../state/document-uri.js';
import { registerCommand } from '../../ui/command.js';
import { openDiff } from '../../ui/diff.js';
import { pickExercise } from '../../ui/pick.js';

/** The learner's files beside the solution's. The engine refuses it, in words, where it may not be shown. */
const showSolution = async (deps: Deps, ref: ExerciseRef): Promise<void> => {
  const files = await deps.engine.request('solution', ref);
  const folder = deps.labs.folderOf(ref) ?? '';
  await openDiff(
    l10n.t('your file ↔ solution'),
    files.map(({ path }) => ({
      left: Uri.file(join(folder, path)),
      right: documentUri({ kind: 'solution', ref, path }, folder),
    })),
  );
};

export const registerSolution = (deps: Deps): Disposable =>
  registerCommand(deps.log, commands.showSolution, async (argument) =>
    showSolution(
      deps,
      asExercise(argument) ??
        deps.current.ref ??
        (await pickExercise(deps.engine, l10n.t('The solution of which exercise?'))),
    ),
  );
