import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import type { CheckResult, SourceLocation } from '../../../core/check/result.js';
import { productName } from '../../constants.js';

/** Farther right than any line is long: VS Code shortens a range to the text there is. */
const endOfLine = 10_000;

/**
 * Without a column it is the whole line, or lines. A place without an end is empty: VS Code marks the word that stands there. One
 * that ends on a later line without saying where goes to the end of that line.
 */
export const rangeOf = ({ line, column, endLine = line, endColumn }: SourceLocation): Range => {
  if (column === undefined) return new Range(line - 1, 0, endLine - 1, endOfLine);
  const end = endColumn === undefined ? (endLine > line ? endOfLine : column - 1) : endColumn - 1;
  return new Range(line - 1, column - 1, endLine - 1, end);
};

/** A failed check as a problem of the learner's file; its code is the id of the check. */
export const toDiagnostic = (result: CheckResult, location: SourceLocation): Diagnostic => {
  const text = result.help === undefined ? result.message : `${result.message}\n${result.help}`;
  // Problems and hovers show text as it stands, not as Markdown.
  const diagnostic = new Diagnostic(rangeOf(location), text.replaceAll('`', "'"), DiagnosticSeverity.Error);
  diagnostic.source = productName;
  diagnostic.code = result.checkId;
  return diagnostic;
};
