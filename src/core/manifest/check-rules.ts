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
type Services = NonNullable<LabManifest['services']>;

/** The kind of service that each kind of check asks. */
const serviceOf: Readonly<Record<CheckSpec['kind'], ServiceSpec['kind'] | undefined>> = {
  'sql.query': 'postgres',
  'sql.schema': 'postgres',
  'sql.rows': 'postgres',
  'python.run': undefined,
  'python.function': undefined,
  'files.exists': undefined,
  'quiz.question': undefined,
};

const checkService = (findings: Findings, check: CheckSpec, services: Services, path: Path): void => {
  const kind = serviceOf[check.kind];
  if (kind === undefined) return;
  const names = Object.keys(services).filter((name) => services[name]?.kind === kind);
  const named = 'service' in check ? check.service : undefined;
  if (named !== undefined) {
    const none = `Add it under 'services:' of the lab, with 'kind: ${kind}'.`;
    findings.known(`The lab has no ${kind} service`, { name: named, path: [...path, 'service'] }, new Set(names), none);
  } else if (names.length === 0) {
    const message = `A check of kind ${check.kind} needs a ${kind} service, and the lab has none.`;
    const cure = `Add a service with 'kind: ${kind}' under 'services:' of the lab.`;
    findings.add({ code: 'unknown-reference', message, cure, path: [...path, 'kind'] });
  } else if (names.length > 1) {
    const message = `The lab has ${names.length} ${kind} services, and this check does not say which one it means.`;
    const cure = `Add 'service:' with ${alternatives(names)}.`;
    findings.add({ code: 'unknown-reference', message, cure, path: [...path, 'kind'] });
  }
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

/** Rules for the checks of one exercise; `base` leads to their list. */
export const checkChecks = (
  findings: Findings,
  exercise: ExerciseManifest,
  { services = {}, bind = {} }: Pick<LabManifest, 'services' | 'bind'>,
  base: Path,
): void => {
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
    checkService(findings, check, services, path);
    checkRun(findings, check, files, path);
    checkExpectedRows(findings, check, path);
    checkDatabase(findings, check, path);
    checkRoles(findings, check, bind, path);
    checkDiagnoses(findings, check, files, path);
    if (check.kind === 'quiz.question') checkQuestion(findings, check, path);
  }
  checkNeeds(findings, checks, base);
};
