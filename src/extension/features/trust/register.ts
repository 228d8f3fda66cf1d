import { workspace, type Disposable } from 'vscode';
import type { Deps } from '../../deps.js';
import { notifyError } from '../../ui/notify.js';

/** Tells a running engine that the workspace is trusted now. */
export const registerTrust = ({ engine }: Deps): Disposable =>
  workspace.onDidGrantWorkspaceTrust(() => {
    engine.update('setTrusted', { trusted: true }).catch(notifyError);
  });
