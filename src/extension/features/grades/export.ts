import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../../core/errors.js';
import type { Deps } from '../../deps.js';
import { workspaceFolder } from '../../engine/session.js';

type Format = 'csv' | 'json';

const pickFormat = async (): Promise<Format> => {
  const formats: readonly (vscode.QuickPickItem & { readonly value: Format })[] = [
    { label: 'CSV', description: vscode.l10n.t('for spreadsheets'), value: 'csv' },
    { label: 'JSON', description: vscode.l10n.t('for programs'), value: 'json' },
  ];
  const chosen = await vscode.window.showQuickPick(formats, { title: vscode.l10n.t('Export the grades as what?') });
  if (!chosen) throw new LabError('cancelled', 'Nothing was chosen.');
  return chosen.value;
};

/** Writes the grades of all courses into a file that the learner names. */
export const exportGrades = async (deps: Deps, asked?: Format): Promise<void> => {
  const format = asked ?? (await pickFormat());
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(workspaceFolder() ?? homedir(), `grades.${format}`)),
    filters: { [format.toUpperCase()]: [format] },
    saveLabel: vscode.l10n.t('Export'),
    title: vscode.l10n.t('Export the grades into which file?'),
  });
  if (!target) return;
  const { text } = await deps.engine.request('gradesFile', { format });
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Grades exported to {0}.', target.fsPath),
    open,
  );
  if (chosen === open) await vscode.window.showTextDocument(target);
};
