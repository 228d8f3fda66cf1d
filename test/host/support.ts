import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extension.js';
import type { Exchange } from '../../src/extension/features/feedback/panels.js';
import type { LabNode } from '../../src/extension/features/labs-view/nodes.js';

export const extensionId = 'delabs.data-engineering-labs';

/** The repository: the bundle of this suite is in out/host. */
export const repository = path.dirname(path.dirname(__dirname));
export const fixtures = path.join(repository, 'test', 'host', 'fixtures');

export const extension = (): vscode.Extension<ExtensionApi> => {
  const found = vscode.extensions.getExtension<ExtensionApi>(extensionId);
  assert.ok(found, 'the extension is installed');
  return found;
};

export const activated = async (): Promise<ExtensionApi> => extension().activate();

export const workspaceRoot = (): string => {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests need a folder');
  return folder.uri.fsPath;
};

/** Waits until `probe` gives something; what it waits for is said when it never does. */
export const eventually = async <T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  milliseconds = 25_000,
): Promise<T> => {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) assert.fail(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
};

/** Points the extension at the courses of these tests; resolves when the tree has them. */
export const useFixtureCourses = async (): Promise<ExtensionApi> => {
  const api = await activated();
  const folders = [path.join(fixtures, 'courses'), path.join(repository, 'labs')];
  await vscode.workspace.getConfiguration('delabs').update('courseFolders', folders, vscode.ConfigurationTarget.Global);
  await eventually('the courses of the tests', async () =>
    (await api.engine.request('courses', null)).some(({ courseId }) => courseId === 'host-course'),
  );
  return api;
};

/** The tree below a node as indented text: what the learner reads, with icon and context. */
export const renderTree = async (api: ExtensionApi, node?: LabNode, depth = 0): Promise<readonly string[]> => {
  const lines: string[] = [];
  for (const child of await api.tree.getChildren(node)) {
    const item = api.tree.getTreeItem(child);
    const icon = item.iconPath instanceof vscode.ThemeIcon ? `(${item.iconPath.id}) ` : '';
    const description = item.description ? ` — ${String(item.description)}` : '';
    lines.push(`${'  '.repeat(depth)}${icon}${String(item.label)}${description} [${item.contextValue ?? ''}]`);
    lines.push(...(await renderTree(api, child, depth + 1)));
  }
  return lines;
};

/** Records what host and panel say to each other. */
export const recordExchange = (api: ExtensionApi): { readonly messages: Exchange[]; dispose(): void } => {
  const messages: Exchange[] = [];
  const listening = api.onDidExchange((exchange) => messages.push(exchange));
  return { messages, dispose: () => listening.dispose() };
};

/** Puts text into a file through its editor, and saves it as a learner does. */
export const writeAndSave = async (file: string, text: string): Promise<vscode.TextDocument> => {
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  assert.ok(await editor.edit((edit) => edit.replace(all, text)), 'the text is put in');
  assert.ok(await document.save(), 'the file is saved');
  return document;
};

export const closeEditors = async (): Promise<void> => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
};

/** Lets VS Code ask task providers; the hosts of these tests switch that off, to be quiet. */
export const allowTasks = async (): Promise<void> => {
  await vscode.workspace.getConfiguration('task').update('autoDetect', 'on', vscode.ConfigurationTarget.Global);
};
