import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { labsFile } from '../../constants.js';
import { workspaceFolder } from '../../engine/session.js';
import { asTarget, type Target } from '../../state/exercise-key.js';

const key = 'delabs.pendingStart';

/** Milliseconds after which an intended start is forgotten: the learner has gone on to something else. */
const lifetime = 10 * 60 * 1000;

interface Pending {
  readonly folder: string;
  readonly at: number;
  readonly target: Target;
}

/**
 * Opens a folder in this window. The window reloads: what was to be started is kept, and taken up again by the extension
 * of the new window. That one is activated by the file in which a workspace remembers its labs, so the file is made now.
 */
export const openFolderAndStart = async (state: vscode.Memento, folder: vscode.Uri, target: Target): Promise<void> => {
  const file = vscode.Uri.file(join(folder.fsPath, labsFile));
  try {
    await vscode.workspace.fs.stat(file);
  } catch {
    await vscode.workspace.fs.createDirectory(vscode.Uri.file(dirname(file.fsPath)));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('{ "format": 1, "labs": [] }\n'));
  }
  await state.update(key, { folder: folder.fsPath, at: Date.now(), target } satisfies Pending);
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceReuseWindow: true });
};

/** What is to be started in this workspace, once: asking forgets it. */
export const takePending = async (state: vscode.Memento): Promise<Target | undefined> => {
  const stored = state.get<Partial<Pending>>(key);
  if (!stored || stored.folder !== workspaceFolder()) return undefined;
  await state.update(key, undefined);
  return Date.now() - (stored.at ?? 0) < lifetime ? asTarget(stored.target) : undefined;
};
