import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { SourceLocation } from '../../../core/check/result.js';
import type { FromPanel, PanelAction } from '../../../protocol/panel.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { isInside } from '../../state/known-labs.js';
import { requireTrust } from '../../ui/trust.js';
import { rangeOf } from '../diagnostics/to-diagnostic.js';
import { askAgreement } from '../lab-code/agree.js';

/** What the panel may ask for, while it shows an exercise. */
export type PanelRequest = Exclude<FromPanel, { type: 'ready' | 'rendered' }>;

/** A file of the learner's lab; a path that leaves its folder is refused, whoever sent it. */
const labFile = (deps: Pick<Deps, 'labs'>, ref: ExerciseRef, path: string): vscode.Uri => {
  const folder = deps.labs.folderOf(ref);
  const file = folder === undefined ? undefined : resolve(folder, path);
  if (folder === undefined || file === undefined || !isInside(folder, file)) {
    throw new LabError('usage', vscode.l10n.t('`{0}` is no file of this lab.', path));
  }
  return vscode.Uri.file(file);
};

const openFile = async (uri: vscode.Uri, location?: SourceLocation): Promise<void> => {
  const selection = location && rangeOf(location);
  await vscode.window.showTextDocument(uri, {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
    ...(selection ? { selection } : {}),
  });
};

const runAction = async (deps: Deps, id: PanelAction['id'], ref: ExerciseRef): Promise<void> => {
  if (id === 'review-code') {
    await askAgreement(deps.engine, ref);
    return vscode.commands.executeCommand(commands.check, ref);
  }
  const command = {
    retry: commands.check,
    trust: 'workbench.trust.manage',
    'start-lab': commands.startLab,
    'show-log': commands.showLog,
    'restart-engine': commands.restartEngine,
  }[id];
  await vscode.commands.executeCommand(command, ref);
};

/** Does what a button of the panel stands for. Rejects with a LabError. */
export const answerPanel = async (deps: Deps, ref: ExerciseRef, message: PanelRequest): Promise<void> => {
  switch (message.type) {
    case 'check':
      return vscode.commands.executeCommand(commands.check, ref);
    case 'open-location':
      return openFile(labFile(deps, ref, message.location.file), message.location);
    case 'open-file':
      return openFile(labFile(deps, ref, message.path));
    case 'hint':
      return vscode.commands.executeCommand(commands.revealHint, { ...ref, checkId: message.checkId });
    case 'submit-quiz':
      requireTrust();
      await deps.engine.request('submitQuiz', { ...ref, answers: message.answers });
      return;
    case 'next':
      return vscode.commands.executeCommand(commands.nextExercise, ref);
    case 'attempts':
      return vscode.commands.executeCommand(commands.attempts, ref);
    case 'solution':
      return vscode.commands.executeCommand(commands.showSolution, ref);
    case 'reset':
      return vscode.commands.executeCommand(commands.resetExercise, ref);
    case 'action':
      return runAction(deps, message.id, ref);
  }
};
