import type { Diagnostic } from './diagnostic.js';

/**
 * One line for terminals and logs: `file:line:column: error: message (cure)`.
 * @param name how to call the file; its absolute path when absent
 */
export const formatDiagnostic = (diagnostic: Diagnostic, name: string = diagnostic.file): string => {
  const { severity, message, cure, range } = diagnostic;
  return `${name}:${range.start.line}:${range.start.column}: ${severity}: ${message} (${cure})`;
};
