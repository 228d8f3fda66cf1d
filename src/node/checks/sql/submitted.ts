import type { CheckContext, Shared } from '../../../core/check/context.js';
import type { SourceLocation } from '../../../core/check/result.js';
import { LabError } from '../../../core/errors.js';
import type { Isolation } from '../../../core/vocabulary.js';
import type { Bench } from './bench.js';
import type { Benches } from './benches.js';
import { locationAt } from './position.js';
import { isServerError, type SqlSession, type StatementResult } from './session.js';
import { sqlFailure, syntaxFailure, type SqlFailure } from './sql-failure.js';
import { parseStatements, type Statement } from './statements.js';

/** Rows of a learner's result that are kept; a result with more is wrong long before. */
export const keptRows = 100_000;

/** The learner's files after they were run, with the connection that sees what they did. */
export interface Submitted {
  readonly session: SqlSession;
  readonly isolation: Isolation;
  /** The last statement that returned a table. */
  readonly last?: StatementResult & { readonly location: SourceLocation };
  /** Why the files did not run to their end. */
  readonly failure?: SqlFailure;
}

/** The part of a check's spec that says what to run and how. */
export interface RunSpec {
  readonly service?: string | undefined;
  readonly isolation?: 'auto' | 'readonly' | 'clone' | undefined;
  readonly run?: readonly string[] | undefined;
}

/**
 * Runs the learner's SQL files, once for all checks of a run that ask for the same files. Statements that only read run on the
 * read-only copy; anything else, or a statement that turns out to need more rights, runs in a clone.
 */
export const submitted = async (context: CheckContext, benches: Benches, spec: RunSpec): Promise<Submitted> => {
  const paths = spec.run ?? context.exercise.files.filter((path) => path.endsWith('.sql'));
  const key = JSON.stringify(['sql', spec.service, spec.isolation ?? 'auto', paths]);
  return context.shared(key, async (): Promise<Shared<Submitted>> => {
    const bench = benches.of(await context.service(spec.service));
    const value = await runFiles(context, bench, spec.isolation ?? 'auto', paths);
    return { value, end: () => value.session.end() };
  });
};

interface SqlFile {
  readonly path: string;
  readonly text: string;
  readonly statements: readonly Statement[];
}

const runFiles = async (
  context: CheckContext,
  bench: Bench,
  isolation: RunSpec['isolation'],
  paths: readonly string[],
): Promise<Submitted> => {
  const files: SqlFile[] = [];
  let failure: SqlFailure | undefined;
  for (const path of paths) {
    const read = await readFile(context, path);
    if ('message' in read) {
      failure = read;
      break;
    }
    files.push(read);
  }
  const readsOnly = files.every((file) => file.statements.every((statement) => statement.readsOnly));
  if (failure) return { session: await bench.reader(), isolation: 'readonly', failure };
  if (isolation !== 'clone' && (readsOnly || isolation === 'readonly')) {
    const outcome = await runOn(await bench.reader(), files, context);
    if (isolation === 'readonly' || !outcome.needsRights) return outcome;
    await outcome.session.end();
  }
  return runOn(await bench.clone(), files, context);
};

const readFile = async (context: CheckContext, path: string): Promise<SqlFile | SqlFailure> => {
  const text = await context.submission.readText(path);
  if (text === undefined)
    return { message: `\`${path}\` is missing.`, help: 'Reset the exercise to get the starter file back.' };
  const parsed = await parseStatements(text);
  if (!parsed.ok) return syntaxFailure(parsed.error.message, path, text, parsed.error.offset);
  if (parsed.statements.length === 0)
    return { message: `\`${path}\` holds no SQL statement yet.`, location: { file: path, line: 1 } };
  return { path, text, statements: parsed.statements };
};

/** Codes of a read-only transaction and of a missing right: what a clone would allow. */
const needsRightsCodes = new Set(['25006', '42501']);

const runOn = async (
  session: SqlSession,
  files: readonly SqlFile[],
  context: CheckContext,
): Promise<Submitted & { readonly needsRights: boolean }> => {
  const { isolation } = session;
  let last: Submitted['last'];
  try {
    for (const { path, text, statements } of files) {
      for (const statement of statements) {
        try {
          const result = await session.run(statement.text, keptRows, context.signal);
          if (result.columns.length > 0) last = { ...result, location: locationAt(path, text, statement.offset) };
        } catch (error) {
          if (!isServerError(error)) throw error;
          const needsRights = isolation === 'readonly' && needsRightsCodes.has(error.code ?? '');
          await session.run('rollback', 0, context.signal);
          return { session, isolation, failure: sqlFailure(error, path, text, statement.offset), needsRights };
        }
      }
    }
    // What a file leaves uncommitted is lost when its connection ends: later checks must not see it.
    await session.run('rollback', 0, context.signal);
    return { session, isolation, ...(last ? { last } : {}), needsRights: false };
  } catch (error) {
    await session.end();
    throw error instanceof LabError ? error : new LabError('internal', 'The SQL could not be run.', {}, error);
  }
};
