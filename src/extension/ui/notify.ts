import { commands as vscodeCommands, l10n, window } from 'vscode';
import { toLabError, type ErrorCode, type LabError } from '../../core/errors.js';
import { commands } from '../constants.js';

/** The one thing a person can do about an error: a button and the command behind it. */
export interface Fix {
  readonly label: string;
  readonly command: string;
}

const showLog = (): Fix => ({ label: l10n.t('Show Log'), command: commands.showLog });

/** The fix for an error; most are explained by the log. */
export const fixFor = ({ code, data }: LabError): Fix | undefined => {
  switch (code) {
    case 'not-trusted':
      return data.content === undefined
        ? { label: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' }
        : { label: l10n.t('Review'), command: commands.reviewCode };
    case 'service-absent':
      return { label: l10n.t('Start Lab'), command: commands.startLab };
    case 'usage':
    case 'busy':
    case 'cancelled':
      return undefined;
    default:
      return showLog();
  }
};

/** Nothing went wrong: something has to be done first, or otherwise. */
const isGuidance = (code: ErrorCode): boolean => code === 'not-trusted' || code === 'usage' || code === 'busy';

/** What happened and what mends it, in one text. */
export const errorText = ({ message, data }: LabError): string =>
  data.cure === undefined ? message : `${message} ${data.cure}`;

/** Shows an error with one button that mends it. What was cancelled is shown to nobody. */
export const notifyError = async (thrown: unknown): Promise<void> => {
  const error = toLabError(thrown);
  if (error.code === 'cancelled') return;
  const fix = fixFor(error);
  const buttons = fix ? [fix.label] : [];
  const chosen = isGuidance(error.code)
    ? await window.showWarningMessage(errorText(error), ...buttons)
    : await window.showErrorMessage(errorText(error), ...buttons);
  if (fix && chosen === fix.label) await vscodeCommands.executeCommand(fix.command);
};
