import { l10n, window, type Disposable } from 'vscode';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { asTarget } from '../../state/exercise-key.js';
import { registerCommand } from '../../ui/command.js';
import { pickItem } from '../../ui/pick.js';
import { askAgreement } from './agree.js';

/** Shows what a lab runs of its author's; what waits for an agreement can be agreed to. */
export const registerLabCode = (deps: Deps): Disposable =>
  registerCommand(deps.log, commands.reviewCode, async (argument) => {
    const { courseId, itemId } =
      asTarget(argument) ?? deps.current.ref ?? (await pickItem(deps.engine, l10n.t('Review what which lab runs?')));
    const { agreed, title, runs } = await deps.engine.request('labCode', { courseId, itemId });
    if (!agreed) return askAgreement(deps.engine, { courseId, itemId });
    void window.showInformationMessage(
      runs.length === 0 ? l10n.t('“{0}” runs no code of its author.', title) : l10n.t('What “{0}” runs', title),
      { modal: true, detail: runs.map((sentence) => `• ${sentence.replaceAll('`', '')}`).join('\n') },
    );
  });
