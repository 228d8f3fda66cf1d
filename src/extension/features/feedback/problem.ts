import { l10n } from 'vscode';
import { toLabError, type LabError } from '../../../core/errors.js';
import type { PanelAction, ToPanel } from '../../../protocol/panel.js';

const actionFor = ({ code, data }: LabError): PanelAction => {
  switch (code) {
    case 'not-trusted':
      return data.content === undefined
        ? { id: 'trust', label: l10n.t('Manage Workspace Trust') }
        : { id: 'review-code', label: l10n.t('Review What It Runs') };
    case 'service-absent':
    case 'file-missing':
      return { id: 'start-lab', label: l10n.t('Start Lab') };
    case 'service-failed':
    case 'port-taken':
    case 'download-failed':
    case 'timeout':
    case 'busy':
      return { id: 'retry', label: l10n.t('Try Again') };
    case 'internal':
      return { id: 'restart-engine', label: l10n.t('Restart Engine') };
    default:
      return { id: 'show-log', label: l10n.t('Show Log') };
  }
};

/** Why nothing could be checked or shown, with the one button that mends it. */
export const toProblem = (thrown: unknown): Extract<ToPanel, { type: 'problem' }> => {
  const error = toLabError(thrown);
  const { message, data } = error;
  return {
    type: 'problem',
    message,
    ...(data.cure === undefined ? {} : { cure: data.cure }),
    action: actionFor(error),
  };
};
