import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { settings, settingsSection } from '../constants.js';
import type { EngineSession } from './client.js';
import type { Connections } from '../state/connections.js';

/** The folder labs are started in; labs live in one folder of the machine VS Code runs on. */
export const workspaceFolder = (): string | undefined => {
  const first = vscode.workspace.workspaceFolders?.[0];
  return first?.uri.scheme === 'file' ? first.uri.fsPath : undefined;
};

/** `~` and paths relative to the workspace are understood; what can't be resolved is left out. */
const absolute = (folder: string, workspace: string | undefined): readonly string[] => {
  if (folder === '~' || folder.startsWith('~/')) return [join(homedir(), folder.slice(1))];
  if (isAbsolute(folder)) return [folder];
  return workspace === undefined ? [] : [join(workspace, folder)];
};

const shippedCourses = (extensionPath: string): string => join(extensionPath, 'dist', 'labs');

const courseFolders = (extensionPath: string, workspace: string | undefined): readonly string[] => {
  const extra = vscode.workspace.getConfiguration(settingsSection).get<unknown>(settings.courseFolders);
  const own = Array.isArray(extra) ? extra.filter((folder): folder is string => typeof folder === 'string') : [];
  return [shippedCourses(extensionPath), ...own.flatMap((folder) => absolute(folder, workspace))];
};

/** Everything the engine must know, read anew for every start. */
export const readSession = async (
  context: vscode.ExtensionContext,
  connections: Connections,
): Promise<EngineSession> => {
  const workspace = workspaceFolder();
  return {
    options: {
      // The variable of the command line, for those who want one place for both.
      home: process.env['DELABS_HOME'] || context.globalStorageUri.fsPath,
      courseFolders: courseFolders(context.extensionPath, workspace),
      shippedFolders: [shippedCourses(context.extensionPath)],
      trusted: vscode.workspace.isTrusted,
      ...(workspace === undefined ? {} : { workspace }),
    },
    targets: await connections.forEngine(),
  };
};
