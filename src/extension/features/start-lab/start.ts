import * as vscode from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { Deps } from '../../deps.js';
import { workspaceFolder } from '../../engine/session.js';
import { toRef, type Target } from '../../state/exercise-key.js';
import { withEngineProgress } from '../../ui/progress.js';
import { requireTrust } from '../../ui/trust.js';
import { askAgreement } from '../lab-code/agree.js';
import { askMissingPasswords } from './passwords.js';
import { openFolderAndStart } from './pending.js';

const requireLocalFolder = (): void => {
  const first = vscode.workspace.workspaceFolders?.[0];
  if (first && first.uri.scheme !== 'file') {
    throw new LabError('usage', vscode.l10n.t('Labs need a folder on disk.'), {
      cure: vscode.l10n.t('Open a local folder, or connect VS Code to the machine the folder is on.'),
    });
  }
};

const offerFolder = async (deps: Deps, target: Target): Promise<void> => {
  const open = vscode.l10n.t('Open Folder…');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('A lab keeps your files in a folder of yours. Open one to start.'),
    { modal: true },
    open,
  );
  if (chosen !== open) return;
  const folders = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: vscode.l10n.t('Work Here'),
    title: vscode.l10n.t('Folder for your labs'),
  });
  const folder = folders?.[0];
  if (folder) await openFolderAndStart(deps.context.globalState, folder, target);
};

/**
 * Starts a lab: its files are put in place, its services started, and the exercise opened that was asked for or that is
 * next. Without a folder one is asked for, and the start goes on after the window has reloaded.
 */
export const startLab = async (deps: Deps, target: Target): Promise<void> => {
  requireLocalFolder();
  if (workspaceFolder() === undefined) return offerFolder(deps, target);
  requireTrust();
  await askMissingPasswords(deps);
  const { courseId, itemId } = target;
  await askAgreement(deps.engine, target);
  const started = await withEngineProgress(deps.engine, vscode.l10n.t('Starting lab'), (token) =>
    deps.engine.request('startLab', { courseId, itemId }, token),
  );
  await deps.labs.add({ courseId, itemId });
  const exerciseId = target.exerciseId ?? started.exercise.exerciseId;
  await deps.navigation.openExercise(await deps.exercises.view({ courseId, itemId, exerciseId }));
};

/** Opens an exercise; the lab is started first when it was not yet. */
export const openExercise = async (deps: Deps, ref: Required<Target>): Promise<void> => {
  const view = await deps.exercises.view(toRef(ref));
  if (view.kind === 'lab' && !view.started) return startLab(deps, ref);
  await deps.labs.add(ref);
  await deps.navigation.openExercise(view);
};
