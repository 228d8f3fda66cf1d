import type { Findings } from './findings.js';
import { quote } from './quote.js';
import type { CheckSpec } from './schema.js';
import type { Path } from './yaml-tree.js';

/** What a check of the learner's files is told that has no meaning where a database of the workbench is asked. */
const aboutFiles = ['run', 'isolation'] as const;

/** Rules for a check of a workbench's database. */
export const checkDatabase = (findings: Findings, check: CheckSpec, path: Path): void => {
  if (!('database' in check) || check.database === undefined) return;
  for (const key of aboutFiles) {
    if (!(key in check) || check[key] === undefined) continue;
    const message = `'${key}' is about SQL files; this check runs none, because it asks the database ${quote(check.database)}.`;
    findings.add({
      code: 'bad-value',
      message,
      cure: `Remove '${key}' or 'database'.`,
      path: [...path, key],
      at: 'key',
    });
  }
  if (check.kind !== 'sql.query' || check.query !== undefined) return;
  const message = `This check asks the database ${quote(check.database)}, and does not say what.`;
  findings.add({ code: 'missing-key', message, cure: "Add 'query:'.", path: [...path, 'database'], at: 'key' });
};

/** Rules for the diagnoses of a check; `files` are those of its exercise. */
export const checkDiagnoses = (findings: Findings, check: CheckSpec, files: ReadonlySet<string>, path: Path): void => {
  const diagnoses = 'diagnose' in check ? (check.diagnose ?? []) : [];
  const base = [...path, 'diagnose'];
  findings.unique(
    'diagnosis id',
    diagnoses.flatMap(({ id }, index) => (id === undefined ? [] : { name: id, path: [...base, index, 'id'] })),
  );
  for (const [index, { at }] of diagnoses.entries()) {
    if (!at) continue;
    const place = [...base, index, 'at'];
    for (const [number, name] of at.files.entries())
      findings.known('The exercise has no file', { name, path: [...place, 'files', number] }, files, 'Remove it.');
    if (isPattern(at.find)) continue;
    const message = `${quote(at.find)} is not a regular expression.`;
    const cure = 'Put a backslash before brackets and other signs that are meant as they are.';
    findings.add({ code: 'bad-value', message, cure, path: [...place, 'find'] });
  }
};

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
};
