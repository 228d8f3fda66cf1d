import type { CheckSpec, SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { filesExists } from './files-exists.js';
import { pythonFunction } from './python-function.js';
import { pythonRun } from './python-run.js';
import { PythonRuns } from './python-runs.js';
import { quizQuestion } from './quiz-question.js';
import type { Pythons } from '../runtimes/python/pythons.js';
import { sqlQuery } from './sql-query.js';
import { sqlRows } from './sql-rows.js';
import { sqlSchema } from './sql-schema.js';
import type { SqlTools } from './sql/tools.js';

/** Every check kind of the manifest and what runs it; the compiler asks for one per kind. */
export const checkKinds = (tools: SqlTools, pythons: Pythons): ReadonlyMap<string, CheckKind> => {
  const runs = new PythonRuns(pythons, tools.workbenches);
  const kinds: { readonly [K in CheckSpec['kind']]: CheckKind<SpecOf<K>> } = {
    'files.exists': filesExists,
    'python.run': pythonRun(runs),
    'python.function': pythonFunction(runs),
    'quiz.question': quizQuestion,
    'sql.query': sqlQuery(tools),
    'sql.rows': sqlRows(tools),
    'sql.schema': sqlSchema(tools),
  };
  // A kind is only ever handed specs of its own kind: run-checks looks it up by `spec.kind`.
  return new Map(Object.entries(kinds) as unknown as [string, CheckKind][]);
};
