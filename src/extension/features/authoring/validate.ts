import * as vscode from 'vscode';
import type { Diagnostic } from '../../../core/manifest/diagnostic.js';
import { productName } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { pickCourse } from '../../ui/pick.js';

const positionOf = ({ line, column }: Diagnostic['range']['start']): vscode.Position =>
  new vscode.Position(line - 1, column - 1);

const toDiagnostic = ({ range, message, cure, severity, code }: Diagnostic): vscode.Diagnostic => {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(positionOf(range.start), positionOf(range.end)),
    `${message}\n${cure}`,
    severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = productName;
  diagnostic.code = code;
  return diagnostic;
};

const courseIdOf = (argument: unknown): string | undefined =>
  typeof argument === 'object' && argument !== null && 'courseId' in argument && typeof argument.courseId === 'string'
    ? argument.courseId
    : undefined;

/** Validates every manifest of a course; what is wrong stands in the Problems view. */
export const validateCourse = async (
  deps: Deps,
  collection: vscode.DiagnosticCollection,
  argument: unknown,
): Promise<void> => {
  const courseId =
    courseIdOf(argument) ?? (await pickCourse(deps.engine, vscode.l10n.t('Validate which course?'))).courseId;
  const found = await deps.engine.request('validate', { courseId });
  collection.clear();
  for (const file of new Set(found.map((diagnostic) => diagnostic.file))) {
    collection.set(vscode.Uri.file(file), found.filter((diagnostic) => diagnostic.file === file).map(toDiagnostic));
  }
  if (found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The course `{0}` is valid.', courseId));
    return;
  }
  const errors = found.filter(({ severity }) => severity === 'error').length;
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  void vscode.window.showWarningMessage(
    vscode.l10n.t('The course `{0}` has {1} errors and {2} warnings.', courseId, errors, found.length - errors),
  );
};
