import { commands as vscodeCommands, l10n, window } from 'vscode';
import { commands } from '../constants.js';

/** Says what was done to the learner's files or data and offers to undo it. Not to be awaited: the offer stands until it is closed. */
export const offerUndo = async (message: string): Promise<void> => {
  const undo = l10n.t('Undo');
  if ((await window.showInformationMessage(message, undo)) === undo) {
    await vscodeCommands.executeCommand(commands.undoReset);
  }
};
