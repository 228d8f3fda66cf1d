import * as vscode from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { Diagnostic } from '../../../core/manifest/diagnostic.js';
import type { ItemNode } from '../../../protocol/tree.js';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { asTarget, quizExercise } from '../../state/exercise-key.js';
import { registerCommand } from '../../ui/command.js';
import { pickItem } from '../../ui/pick.js';

/** A course may name any place in the web: it is shown before anything is opened, and nothing but https is. */
const openLink = async (item: ItemNode): Promise<void> => {
  const link = vscode.Uri.parse(item.source, true);
  if (link.scheme !== 'https') {
    throw new LabError('usage', vscode.l10n.t('The link of “{0}” is no https link and is not opened.', item.title));
  }
  const open = vscode.l10n.t('Open in Browser');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Open “{0}” in the browser?', item.title),
    { modal: true, detail: link.toString(true) },
    open,
  );
  if (chosen === open) await vscode.env.openExternal(link);
};

const openItem = async (item: ItemNode): Promise<void> => {
  switch (item.kind) {
    case 'reading':
    case 'conversation':
      await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(item.source));
      return;
    case 'video':
      return openLink(item);
    case 'lab':
      await vscode.commands.executeCommand(commands.startLab, item);
      return;
    case 'quiz':
      await vscode.commands.executeCommand(commands.openExercise, quizExercise(item));
  }
};

const problemOf = (argument: unknown): Diagnostic | undefined =>
  typeof argument === 'object' && argument !== null && 'problem' in argument
    ? (argument.problem as Diagnostic)
    : undefined;

const openProblem = async ({ file, range }: Diagnostic): Promise<void> => {
  const start = new vscode.Position(range.start.line - 1, range.start.column - 1);
  const end = new vscode.Position(range.end.line - 1, range.end.column - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(start, end) });
};

/** Opens what a course holds beside exercises: readings, videos, quizzes, and the manifests of broken labs. */
export const registerItems = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  store.addAll(
    registerCommand(deps.log, commands.openItem, async (argument) => {
      const target = asTarget(argument);
      const { courseId, itemId } =
        target ?? (await pickItem(deps.engine, vscode.l10n.t('Open what?'), ({ problems }) => problems.length === 0));
      await openItem(await deps.engine.request('item', { courseId, itemId }));
    }),
    registerCommand(deps.log, commands.openProblem, async (argument) => {
      const problem = problemOf(argument);
      if (problem) await openProblem(problem);
    }),
  );
  return store;
};
