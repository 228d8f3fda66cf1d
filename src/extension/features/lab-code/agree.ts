import { l10n, window } from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { ItemRef } from '../../../protocol/engine.js';
import type { EngineClient } from '../../engine/client.js';

/** Text of a modal is shown as it stands, not as Markdown. */
const plain = (text: string): string => text.replaceAll('`', '');

/**
 * Asks the learner to agree to the code of its author's that a lab runs, unless it was agreed to or there is none. Rejects with
 * `cancelled` when it is not agreed to. The engine runs none of it before, whoever asks.
 */
export const askAgreement = async (
  engine: Pick<EngineClient, 'request'>,
  { courseId, itemId }: ItemRef,
): Promise<void> => {
  const { agreed, hash, title, folder, runs } = await engine.request('labCode', { courseId, itemId });
  if (agreed || hash === undefined) return;
  const agree = l10n.t('Agree and Run');
  const chosen = await window.showWarningMessage(
    l10n.t('“{0}” runs code of its author on this machine. Do you trust where it came from?', title),
    {
      modal: true,
      detail: [
        ...runs.map((sentence) => `• ${plain(sentence)}`),
        '',
        l10n.t('It lies in {0}. You are asked again only when this code changes.', folder),
      ].join('\n'),
    },
    agree,
  );
  if (chosen !== agree) throw new LabError('cancelled', 'It was not agreed to.');
  await engine.request('agreeToCode', { courseId, itemId, hash });
};
