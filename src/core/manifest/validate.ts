import * as z from 'zod/mini';
import type { Finding } from './finding.js';
import { IssueFindings, schemaFacts } from './issue-findings.js';
import type { SchemaFinding } from './issue-findings.js';
import type { Path } from './yaml-tree.js';
import type { YamlDocument } from './yaml.js';

export type Validated<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };

const mostIssues = 1000;

const place = (path: Path, key: string): string => JSON.stringify([...path, key]);

/** A key that is missing because it was misspelt is one finding, not two: the unknown key that suggests it. */
const withoutEchoes = (findings: readonly SchemaFinding[]): readonly Finding[] => {
  const meant = new Set(
    findings.flatMap((finding) => (finding.meant === undefined ? [] : place(finding.path.slice(0, -1), finding.meant))),
  );
  return findings.filter(({ missing, path }) => missing === undefined || !meant.has(place(path, missing)));
};

/** zod passes issues on as arguments of a call, and a call takes some hundred thousand at most. */
const tooMany: Finding = {
  code: 'bad-value',
  message: 'There is more wrong with this file than can be listed.',
  cure: 'Start from a manifest that works.',
  path: [],
};

const parse = <Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): z.core.util.SafeParseResult<z.infer<Schema>> | undefined => {
  try {
    return z.safeParse(schema, value, { error: schemaFacts });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** A document's value with the schema's type, or what is wrong with it. */
export const validate = <Schema extends z.ZodMiniType>(
  schema: Schema,
  document: YamlDocument,
): Validated<z.infer<Schema>> => {
  const result = parse(schema, document.value);
  if (result === undefined) return { ok: false, findings: [tooMany] };
  if (result.success) return { ok: true, value: result.data };
  const translate = new IssueFindings(document);
  const findings = result.error.issues.slice(0, mostIssues).flatMap((issue) => translate.of(issue));
  return { ok: false, findings: withoutEchoes(findings) };
};
