import { l10n, workspace } from 'vscode';
import { LabError } from '../../core/errors.js';

/** Throws `not-trusted` in Restricted Mode: labs run programs and code of the workspace. */
export const requireTrust = (): void => {
  if (workspace.isTrusted) return;
  throw new LabError('not-trusted', l10n.t('Labs run only in a trusted workspace.'), {
    cure: l10n.t('Trust this workspace to start labs and check your work.'),
  });
};
