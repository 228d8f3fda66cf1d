import type { CheckSpec, SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { filesExists } from './files-exists.js';
import { pythonFunction } from './python-function.js';
import { pythonRun } from './python-run.js';
import { PythonRuns } from './python-runs.js';
import { quizQuestion } from './quiz-question.js';
import type { Pythons } from '../runtimes/python/pythons.js';
import type { Workbenches } from '../workbench/workbenches.js';
import type { Benches } from './sql/benches.js';
import { sqlQuery } from './sql-query.js';
import { sqlRows } from './sql-rows.js';
import { sqlSchema } from './sql-schema.js';

/** Every check kind of the manifest and what runs it; the compiler asks for one per kind. */
export const checkKinds = (
  benches: Benches,
  workbenches: Workbenches,
  pythons: Pythons,
): ReadonlyMap<string, CheckKind> => {
  const runs = new PythonRuns(pythons, workbenches);
  const kinds: { readonly [K in CheckSpec['kind']]: CheckKind<SpecOf<K>> } = {
    'files.exists': filesExists,
    'python.run': pythonRun(runs),
    'python.function': pythonFunction(runs),
    'quiz.question': quizQuestion,
    'sql.query': sqlQuery(benches),
    'sql.rows': sqlRows(benches),
    'sql.schema': sqlSchema(benches),
  };
  // A kind is only ever handed specs of its own kind: run-checks looks it up by `spec.kind`.
  return new Map(Object.entries(kinds) as unknown as [string, CheckKind][]);
};
