import { diagnosisClasses } from '../check/feedback/classes.js';
import { baseName } from '../paths.js';
import { quote } from './quote.js';
import { checkBind } from './bind-rules.js';
import { checkChecks } from './check-rules.js';
import { checkData } from './data-rules.js';
import type { Findings, Named } from './findings.js';
import type { LabManifest } from './schema.js';
import type { Path } from './yaml-tree.js';

type ExerciseManifest = LabManifest['exercises'][number];

/** An id that must be the name of the folder or file it is found by. */
export const checkIdIsName = (findings: Findings, id: string, name: string, what: string): void => {
  if (id === name) return;
  const message = `The id '${id}' differs from the name of the ${what}, '${name}'.`;
  findings.add({ code: 'bad-value', message, cure: `Write 'id: ${name}', or rename the ${what}.`, path: ['id'] });
};

const checkHints = (findings: Findings, exercise: ExerciseManifest, path: Path): void => {
  const checks = new Set(exercise.checks.map(({ id }) => id));
  const diagnoses = new Set([...diagnosisClasses, ...exercise.checks.flatMap(ownDiagnoses)]);
  for (const [index, { check, when }] of (exercise.hints ?? []).entries()) {
    const at = [...path, 'hints', index];
    if (check !== undefined)
      findings.known('The exercise has no check', { name: check, path: [...at, 'check'] }, checks, 'Remove the key.');
    if (when !== undefined)
      findings.known(
        'No result has the diagnosis',
        { name: when, path: [...at, 'when'] },
        diagnoses,
        'Remove the key.',
      );
  }
};

/** Ids that the author gives to causes of a wrong result. */
const ownDiagnoses = (check: ExerciseManifest['checks'][number]): readonly string[] =>
  'diagnose' in check ? (check.diagnose ?? []).flatMap(({ id }) => id ?? []) : [];

const checkWrongSolutions = (findings: Findings, exercise: ExerciseManifest, path: Path): void => {
  const checks = new Set(exercise.checks.map(({ id }) => id));
  const files = new Set(exercise.files.map((file) => file.path));
  const solutions = exercise.wrong_solutions ?? [];
  const base = [...path, 'wrong_solutions'];
  findings.unique(
    'wrong solution id',
    solutions.map(({ id }, index) => ({ name: id, path: [...base, index, 'id'] })),
  );
  for (const [index, wrong] of solutions.entries()) {
    for (const [at, name] of wrong.fails.entries()) {
      const named = { name, path: [...base, index, 'fails', at] };
      findings.known('The exercise has no check', named, checks, 'Remove it.');
    }
    for (const name of Object.keys(wrong.files)) {
      const named = { name, path: [...base, index, 'files', name] };
      findings.known('The exercise has no file', named, files, 'Remove it.');
    }
  }
};

const checkSolution = (findings: Findings, exercise: ExerciseManifest, isGraded: boolean, path: Path): void => {
  if (exercise.files.some((file) => file.solution !== undefined)) return;
  findings.add({
    severity: isGraded ? 'error' : 'warning',
    code: 'missing-key',
    message: `The exercise '${exercise.id}' has no solution, so nothing proves that its checks can be passed.`,
    cure: "Add 'solution:' to at least one of its files.",
    path: [...path, 'files'],
    at: 'key',
  });
};

/** Learner files of all exercises lie in one folder, on file systems that may not tell `A.sql` from `a.sql`. */
const checkFiles = (findings: Findings, manifest: LabManifest): void => {
  const starters = new Map<string, string>();
  const clashes: Named[] = [];
  for (const [index, exercise] of manifest.exercises.entries()) {
    const own = exercise.files.map((file, at) => ({
      name: file.path.toLowerCase(),
      path: ['exercises', index, 'files', at, 'path'],
    }));
    findings.unique('file', own, 'Name each file of the exercise once.');
    for (const [at, { path, starter }] of exercise.files.entries()) {
      const before = starters.get(path.toLowerCase());
      if (before === undefined) starters.set(path.toLowerCase(), starter);
      else if (before !== starter) clashes.push({ name: path, path: ['exercises', index, 'files', at, 'starter'] });
    }
  }
  for (const { name, path } of clashes) {
    const message = `Two starters are meant for the learner's file ${quote(name)}.`;
    findings.add({ code: 'bad-value', message, cure: 'Use the same starter, or another path.', path });
  }
};

/** Rules for a whole lab, beyond the shape of its manifest. */
export const checkLab = (findings: Findings, manifest: LabManifest, folder: string, complete: boolean): void => {
  checkIdIsName(findings, manifest.id, baseName(folder), 'folder');
  findings.unique(
    'exercise id',
    manifest.exercises.map(({ id }, index) => ({ name: id, path: ['exercises', index, 'id'] })),
  );
  checkFiles(findings, manifest);
  checkBind(findings, manifest.bind ?? {});
  checkData(findings, manifest);
  for (const [index, exercise] of manifest.exercises.entries()) {
    const path = ['exercises', index];
    checkChecks(findings, exercise, manifest, [...path, 'checks']);
    checkHints(findings, exercise, path);
    checkWrongSolutions(findings, exercise, path);
    if (complete) checkSolution(findings, exercise, manifest.grading === 'graded', path);
  }
};
