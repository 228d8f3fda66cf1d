import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import type { CheckResult, SourceLocation } from '../../../core/check/result.js';
import { productName } from '../../constants.js';

/** Farther right than any line is long: VS Code shortens a range to the text there is. */
const endOfLine = 10_000;

/** Without a column it is the whole line. A place without an end is empty: VS Code marks the word that stands there. */
export const rangeOf = ({ line, column, endLine, endColumn }: SourceLocation): Range =>
  column === undefined
    ? new Range(line - 1, 0, (endLine ?? line) - 1, endOfLine)
    : new Range(line - 1, column - 1, (endLine ?? line) - 1, (endColumn ?? column) - 1);

/** A failed check as a problem of the learner's file. */
export const toDiagnostic = (result: CheckResult, location: SourceLocation): Diagnostic => {
  const text = result.help === undefined ? result.message : `${result.message}\n${result.help}`;
  // Problems and hovers show text as it stands, not as Markdown.
  const diagnostic = new Diagnostic(rangeOf(location), text.replaceAll('`', "'"), DiagnosticSeverity.Error);
  diagnostic.source = productName;
  diagnostic.code = result.checkId;
  return diagnostic;
};
