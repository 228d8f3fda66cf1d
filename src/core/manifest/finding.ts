import type { Diagnostic, DiagnosticCode } from './diagnostic.js';
import { keySpan, valueSpan } from './yaml-tree.js';
import type { Path } from './yaml-tree.js';
import type { YamlDocument } from './yaml.js';

/** Something wrong with a value of a manifest, before it is known where in the text it stands. */
export interface Finding {
  /** Default `error`. */
  readonly severity?: Diagnostic['severity'];
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly cure: string;
  readonly path: Path;
  /** What to point at: the key at the end of the path, or its value (default). */
  readonly at?: 'key' | 'value';
}

/** More than anyone reads; a broken file can have any number. */
const mostDiagnostics = 100;

/** Diagnostics of one file in the order of its text. */
export const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...diagnostics].sort((a, b) => a.range.start.offset - b.range.start.offset);

/** The first diagnostics of an ordered list; when there are too many, the last one says how many are left out. */
export const shortened = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const next = diagnostics[mostDiagnostics];
  if (next === undefined) return diagnostics;
  const message = `There are ${diagnostics.length - mostDiagnostics} more findings from here on.`;
  return [...diagnostics.slice(0, mostDiagnostics), { ...next, message, cure: 'Mend those above first.' }];
};

/** Findings as diagnostics of a file. */
export const diagnose = (document: YamlDocument, file: string, findings: readonly Finding[]): readonly Diagnostic[] =>
  findings.map(({ severity = 'error', code, message, cure, path, at = 'value' }) => {
    const span = at === 'key' ? keySpan(document.root, path) : valueSpan(document.root, path);
    return { severity, code, message, cure, file, range: document.lines.range(document.lines.firstLine(span)) };
  });
