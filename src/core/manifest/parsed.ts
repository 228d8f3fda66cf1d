import type * as z from 'zod/mini';
import type { Diagnostic, Range } from './diagnostic.js';
import { diagnose, inOrder, shortened } from './finding.js';
import { Findings } from './findings.js';
import { migrate } from './migrations.js';
import { validate } from './validate.js';
import { valueSpan } from './yaml-tree.js';
import type { Path } from './yaml-tree.js';
import { readYaml } from './yaml.js';
import type { YamlDocument } from './yaml.js';

/** A file that a manifest names; whether it exists is for the caller to find out. */
export interface FileReference {
  /** Absolute path. */
  readonly path: string;
  /** As the manifest names it. */
  readonly named: string;
  /** What it is to the manifest: `starter`, `solution` … */
  readonly what: string;
  /** Where it is named. */
  readonly range: Range;
  /** False for a file that a learner's copy may do without. */
  readonly required: boolean;
}

/** What a manifest's text says, without a look at any other file. */
export interface Parsed<T> {
  /** Absent when there is an error among the diagnostics. */
  readonly value?: T;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Empty when the manifest has not even the right shape. */
  readonly references: readonly FileReference[];
}

/** A file that a manifest names at a path inside it. */
export interface Mention {
  readonly at: Path;
  readonly named: string;
  readonly path: string;
  readonly what: string;
  readonly required?: boolean;
}

/** What is particular to one kind of manifest. */
export interface Reading<Schema extends z.ZodMiniType, Model> {
  readonly schema: Schema;
  readonly rules: (findings: Findings, manifest: z.infer<Schema>) => void;
  readonly mentions: (manifest: z.infer<Schema>) => readonly Mention[];
  readonly model: (manifest: z.infer<Schema>) => Model;
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

const referTo = (document: YamlDocument, { at, named, path, what, required = true }: Mention): FileReference => {
  const span = document.lines.firstLine(valueSpan(document.root, at));
  return { path, named, what, required, range: document.lines.range(span) };
};

const refuse = (diagnostics: readonly Diagnostic[]): { diagnostics: readonly Diagnostic[]; references: [] } => ({
  diagnostics: shortened(inOrder(diagnostics)),
  references: [],
});

/** Reads a manifest: YAML, then its format, its shape and its rules. Never throws, whatever the text. */
export const readManifest = <Schema extends z.ZodMiniType, Model>(
  text: string,
  file: string,
  reading: Reading<Schema, Model>,
): Parsed<Model> => {
  const read = readYaml(text);
  if (!read.ok) {
    const { lines, problems } = read;
    return refuse(
      problems.map(({ span, ...rest }) => ({ severity: 'error', ...rest, file, range: lines.range(span) })),
    );
  }
  const migrated = migrate(read.document.value);
  if (!migrated.ok) return refuse(diagnose(read.document, file, [migrated.finding]));
  const document = { ...read.document, value: migrated.value };
  const validated = validate(reading.schema, document);
  if (!validated.ok) return refuse(diagnose(document, file, validated.findings));
  const findings = new Findings(document);
  reading.rules(findings, validated.value);
  const diagnostics = shortened(inOrder(diagnose(document, file, findings.all)));
  const references = reading.mentions(validated.value).map((mention) => referTo(document, mention));
  if (hasErrors(diagnostics)) return { diagnostics, references };
  return { value: reading.model(validated.value), diagnostics, references };
};
