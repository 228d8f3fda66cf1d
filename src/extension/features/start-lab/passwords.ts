import { l10n, window } from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { Deps } from '../../deps.js';

/** Asks for the password of every configured server that has none yet; rejects with `cancelled` when one is not given. */
export const askMissingPasswords = async ({
  connections,
  engine,
}: Pick<Deps, 'connections' | 'engine'>): Promise<void> => {
  const missing = await connections.withoutPassword();
  for (const [service, connection] of missing) {
    const password = await window.showInputBox({
      title: l10n.t('Password of {0} on {1}:{2}', connection.user, connection.host, connection.port),
      prompt: l10n.t('The lab service {0} uses this server. The password is kept in the secret storage.', service),
      password: true,
      ignoreFocusOut: true,
    });
    if (password === undefined) throw new LabError('cancelled', 'No password was given.');
    await connections.setPassword(connection, password);
  }
  if (missing.length > 0) await engine.update('setTargets', { targets: await connections.forEngine() });
};
