import type { CheckSpec, SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { filesExists } from './files-exists.js';
import { pythonFunction, pythonRun } from './python.js';
import { quizQuestion } from './quiz-question.js';
import { sqlQuery } from './sql-query.js';
import { sqlRows } from './sql-rows.js';
import { sqlSchema } from './sql-schema.js';
import type { SqlTools } from './sql/tools.js';

/** Every check kind of the manifest and what runs it; the compiler asks for one per kind. */
export const checkKinds = (tools: SqlTools): ReadonlyMap<string, CheckKind> => {
  const kinds: { readonly [K in CheckSpec['kind']]: CheckKind<SpecOf<K>> } = {
    'files.exists': filesExists,
    'python.run': pythonRun,
    'python.function': pythonFunction,
    'quiz.question': quizQuestion,
    'sql.query': sqlQuery(tools),
    'sql.rows': sqlRows(tools),
    'sql.schema': sqlSchema(tools),
  };
  // A kind is only ever handed specs of its own kind: run-checks looks it up by `spec.kind`.
  return new Map(Object.entries(kinds) as unknown as [string, CheckKind][]);
};
