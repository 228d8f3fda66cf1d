import type { RuntimeSpec } from '../runtime/runtime.js';
import type { ServiceSpec } from '../service/service.js';
import { checkRoles } from './bind-rules.js';
import { findCycles } from './cycles.js';
import { checkDatabase, checkDiagnoses } from './diagnose-rules.js';
import type { Findings } from './findings.js';
import { checkQuestion } from './question-rules.js';
import type { CheckSpec, LabManifest } from './schema.js';
import { alternatives } from './suggest.js';
import type { Path } from './yaml-tree.js';

type ExerciseManifest = LabManifest['exercises'][number];

/** What checks of a kind need the lab to have. */
type Need =
  | { readonly a: 'service'; readonly kind: ServiceSpec['kind'] }
  | { readonly a: 'runtime'; readonly kind: RuntimeSpec['kind'] };

const postgres: Need = { a: 'service', kind: 'postgres' };
const python: Need = { a: 'runtime', kind: 'python' };
const needOf: Readonly<Record<CheckSpec['kind'], Need | undefined>> = {
  'sql.query': postgres,
  'sql.schema': postgres,
  'sql.rows': postgres,
  'python.run': python,
  'python.function': python,
  'files.exists': undefined,
  'quiz.question': undefined,
};

/** The service or runtime that a check means is there, and it is clear which one is meant. */
const checkNeed = (findings: Findings, check: CheckSpec, lab: LabManifest, path: Path): void => {
  const need = needOf[check.kind];
  if (need === undefined) return;
  const { a, kind } = need;
  const declared: Readonly<Record<string, { readonly kind: string }>> = (a === 'service' ? lab.services : lab.runtimes) ?? {}; // prettier-ignore
  const names = Object.keys(declared).filter((name) => declared[name]?.kind === kind);
  const named = a === 'service' ? 'service' in check && check.service : 'runtime' in check && check.runtime;
  if (typeof named === 'string') {
    const none = `Add it under '${a}s:' of the lab, with 'kind: ${kind}'.`;
    findings.known(`The lab has no ${kind} ${a}`, { name: named, path: [...path, a] }, new Set(names), none);
  } else if (names.length === 0) {
    const message = `A check of kind ${check.kind} needs a ${kind} ${a}, and the lab has none.`;
    const cure = `Add a ${a} with 'kind: ${kind}' under '${a}s:' of the lab.`;
    findings.add({ code: 'unknown-reference', message, cure, path: [...path, 'kind'] });
  } else if (names.length > 1) {
    const message = `The lab has ${names.length} ${kind} ${a}s, and this check does not say which one it means.`;
    const cure = `Add '${a}:' with ${alternatives(names)}.`;
    findings.add({ code: 'unknown-reference', message, cure, path: [...path, 'kind'] });
  }
};

/** What Python is asked to run has a name that says how. */
const checkPythonFiles = (findings: Findings, check: CheckSpec, path: Path): void => {
  const wrong = (name: string, ends: readonly string[], at: Path): void => {
    if (ends.some((end) => name.endsWith(end))) return;
    const message = `The name '${name}' does not end in ${ends.join(' or ')}.`;
    findings.add({ code: 'bad-value', message, cure: 'Name a Python file.', path: at });
  };
  if (check.kind === 'python.function') wrong(check.module, ['.py'], [...path, 'module']);
  if (check.kind !== 'python.run') return;
  for (const [at, script] of check.scripts.entries()) wrong(script, ['.py', '.ipynb'], [...path, 'scripts', at]);
};

const checkRun = (findings: Findings, check: CheckSpec, files: ReadonlySet<string>, path: Path): void => {
  const run = 'run' in check ? (check.run ?? []) : [];
  for (const [index, name] of run.entries()) {
    findings.known(
      'The exercise has no file',
      { name, path: [...path, 'run', index] },
      files,
      'Add it to the exercise.',
    );
  }
};

const checkExpectedRows = (findings: Findings, check: CheckSpec, path: Path): void => {
  if (!('expected' in check) || !check.expected || !('rows' in check.expected)) return;
  const { columns, rows } = check.expected;
  for (const [index, row] of rows.entries()) {
    if (row.length === columns.length) continue;
    const message = `This row is ${row.length} long, and there are ${columns.length} columns.`;
    const cure = 'Give each column one value; write null for NULL.';
    findings.add({ code: 'bad-value', message, cure, path: [...path, 'expected', 'rows', index] });
  }
};

const longestWay = 12;

const shortWay = (way: readonly string[]): string =>
  (way.length > longestWay ? [...way.slice(0, longestWay - 2), '…', ...way.slice(-2)] : way).join(' needs ');

const checkNeeds = (findings: Findings, checks: readonly CheckSpec[], base: Path): void => {
  const places = new Map<string, number>();
  for (const [index, { id }] of checks.entries()) if (!places.has(id)) places.set(id, index);
  const ids = new Set(places.keys());
  const graph = new Map<string, readonly string[]>();
  for (const [index, { id, needs = [] }] of checks.entries()) {
    for (const [at, name] of needs.entries()) {
      findings.known('The exercise has no check', { name, path: [...base, index, 'needs', at] }, ids, 'Remove it.');
    }
    if (places.get(id) === index) graph.set(id, needs);
  }
  for (const { ids: way, need } of findCycles(graph)) {
    const path = [...base, places.get(way.at(-2) ?? '') ?? 0, 'needs', need];
    const message = `Checks need each other in a circle: ${shortWay(way)}.`;
    findings.add({ code: 'cyclic-needs', message, cure: 'Remove one of these needs.', path });
  }
};

/** Rules for the checks of one exercise of a lab; `base` leads to their list. */
export const checkChecks = (findings: Findings, exercise: ExerciseManifest, lab: LabManifest, base: Path): void => {
  const { checks } = exercise;
  const files = new Set(exercise.files.map((file) => file.path));
  const requirements = new Set(Object.keys(exercise.requirements ?? {}));
  findings.unique(
    'check id',
    checks.map(({ id }, index) => ({ name: id, path: [...base, index, 'id'] })),
  );
  for (const [index, check] of checks.entries()) {
    const path = [...base, index];
    if (check.requirement !== undefined) {
      const named = { name: check.requirement, path: [...path, 'requirement'] };
      findings.known(
        'The exercise has no requirement',
        named,
        requirements,
        "Add it under 'requirements:' of the exercise.",
      );
    }
    checkNeed(findings, check, lab, path);
    checkPythonFiles(findings, check, path);
    checkRun(findings, check, files, path);
    checkExpectedRows(findings, check, path);
    checkDatabase(findings, check, path);
    checkRoles(findings, check, lab.bind ?? {}, path);
    checkDiagnoses(findings, check, files, path);
    if (check.kind === 'quiz.question') checkQuestion(findings, check, path);
  }
  checkNeeds(findings, checks, base);
};
