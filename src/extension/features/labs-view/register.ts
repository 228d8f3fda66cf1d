import * as vscode from 'vscode';
import { commands, contextKeys, views } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { registerCommand } from '../../ui/command.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import { Expansion } from './expansion.js';
import { LabTreeModel } from './model.js';
import type { LabNode } from './nodes.js';
import { LabTree, type TreeOutcome } from './tree.js';

const setContext = (key: string, value: boolean): void => void vscode.commands.executeCommand('setContext', key, value);

const announce = (deps: Deps, outcome: TreeOutcome): void => {
  const failed = 'error' in outcome;
  setContext(contextKeys.engineFailed, failed);
  setContext(contextKeys.noCourses, !failed && outcome.courses === 0);
  if (failed) deps.log.error(`The courses can't be listed: ${outcome.error.message}`);
};

const reveal = async (model: LabTreeModel, view: vscode.TreeView<LabNode>, ref: ExerciseRef): Promise<void> => {
  if (!view.visible) return;
  const node = await model.find(ref);
  if (node) await view.reveal(node, { select: true, focus: false, expand: true });
};

/** The Labs view: courses, modules, items and exercises with their states. */
export const registerLabsView = (deps: Deps): vscode.Disposable & { readonly tree: LabTree } => {
  const store = new DisposableStore();
  const model = store.add(new LabTreeModel(deps.engine));
  const expansion = store.add(new Expansion(deps.context.workspaceState));
  const tree = store.add(new LabTree(model, deps.labs, expansion));
  const view = store.add(vscode.window.createTreeView(views.labs, { treeDataProvider: tree, showCollapseAll: true }));
  expansion.follow(view);
  store.addAll(
    tree.onDidList((outcome) => announce(deps, outcome)),
    // A started lab has other actions.
    deps.labs.onDidChange(() => model.refresh({})),
    deps.navigation.onDidOpenExercise((ref) => {
      reveal(model, view, ref).catch((error: unknown) => deps.log.warn(`The exercise can't be revealed: ${error}`));
    }),
    registerCommand(deps.log, commands.refresh, () => model.refresh({})),
  );
  return { tree, dispose: () => store.dispose() };
};
