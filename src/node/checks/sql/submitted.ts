import type { CheckContext, Shared } from '../../../core/check/context.js';
import type { SourceLocation } from '../../../core/check/result.js';
import { LabError } from '../../../core/errors.js';
import type { Isolation } from '../../../core/vocabulary.js';
import { postgresNamed } from '../../services/postgres/lab-services.js';
import type { Bench } from './bench.js';
import type { Benches } from './benches.js';
import { locationAt } from './position.js';
import { isStatementError } from './service-error.js';
import { ResultTooLarge, type SqlSession, type StatementResult } from './session.js';
import { aboutServer, forbiddenHere, rowTooLarge, sqlFailure, syntaxFailure, type SqlFailure } from './sql-failure.js';
import { parseStatements, type Statement } from './statements.js';

/** Rows of a learner's result that are kept; a result with more is wrong long before. */
export const keptRows = 100_000;

/** What the learner's work left, with the connection that sees it. */
export interface Work {
  readonly session: SqlSession;
  readonly isolation: Isolation;
  /** What has run, in words: `your file`, `your code`. */
  readonly ran: string;
  /** Name of the database for the learner. */
  readonly database: string;
  /** The last statement of the learner's files that returned a table. */
  readonly last?: StatementResult & {
    readonly location: SourceLocation;
    /** Its text, where no statement of the files changes anything that it may read. */
    readonly query?: string;
  };
}

/** Work that can't be looked at: the files did not run to their end, for example. */
export interface Unfit {
  readonly failure: SqlFailure;
  readonly isolation: Isolation;
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
export const submitted = async (context: CheckContext, benches: Benches, spec: RunSpec): Promise<Work | Unfit> => {
  const paths = spec.run ?? context.exercise.files.filter((path) => path.endsWith('.sql'));
  const key = JSON.stringify(['sql', spec.service, spec.isolation ?? 'auto', paths]);
  const database = postgresNamed(context.lab, spec.service)?.databases[0] ?? 'postgres';
  return context.shared(key, async (): Promise<Shared<Work | Unfit>> => {
    const bench = benches.of(await context.service(spec.service));
    const outcome = await runFiles(context, bench, spec.isolation ?? 'auto', paths);
    const end = async (): Promise<void> => outcome.session?.end();
    return { value: 'failure' in outcome ? outcome : { ...outcome, ran: 'your file', database }, end };
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
): Promise<Outcome> => {
  const files: SqlFile[] = [];
  for (const path of paths) {
    const read = await readFile(context, path);
    if ('message' in read) return notRun(read);
    files.push(read);
  }
  if (!bench.hasOwnRoles) {
    const about = placeOf(files, ({ effect }) => effect === 'administers');
    if (about) return notRun(aboutServer(about));
  }
  if (isolation === 'readonly') {
    const forbidden = placeOf(files, ({ effect }) => effect === 'writes' || effect === 'administers');
    return forbidden ? notRun(forbiddenHere(forbidden)) : runOn(await bench.reader(), files, context);
  }
  const readsOnly = files.every(({ statements }) => statements.every(({ effect }) => effect === 'reads'));
  if (isolation !== 'clone' && readsOnly) {
    const outcome = await runOn(await bench.reader(), files, context);
    if (!('needsRights' in outcome && outcome.needsRights)) return outcome;
    await outcome.session?.end();
  }
  return runOn(await bench.clone(), files, context);
};

const notRun = (failure: SqlFailure): Outcome => ({ isolation: 'readonly', failure });

/** Where the first such statement stands. */
const placeOf = (files: readonly SqlFile[], wanted: (statement: Statement) => boolean): SourceLocation | undefined => {
  for (const { path, text, statements } of files) {
    const found = statements.find(wanted);
    if (found) return locationAt(path, text, found.offset);
  }
  return undefined;
};

const readFile = async (context: CheckContext, path: string): Promise<SqlFile | SqlFailure> => {
  const text = await context.submission.readText(path);
  if (text === undefined)
    return { message: `\`${path}\` is missing.`, help: 'Reset the exercise to get the starter file back.' };
  // Where the parser, which is a C program, would take the text to end.
  if (text.includes('\0'))
    throw new LabError('file-unreadable', `\`${path}\` is not UTF-8 text.`, {
      cure: 'Save it with the encoding UTF-8.',
    });
  const parsed = await parseStatements(text);
  if (!parsed.ok) return syntaxFailure(parsed.error.message, path, text, parsed.error.offset);
  if (parsed.statements.length === 0)
    return { message: `\`${path}\` holds no SQL statement yet.`, location: { file: path, line: 1 } };
  return { path, text, statements: parsed.statements };
};

/** Codes of a read-only transaction and of a missing right: what a clone would allow. */
const needsRightsCodes = new Set(['25006', '42501']);

/** How the files ran, and the connection on which they did. */
type Outcome =
  | Pick<Work, 'session' | 'isolation' | 'last'>
  | (Unfit & { readonly session?: SqlSession; readonly needsRights?: boolean });

const runOn = async (session: SqlSession, files: readonly SqlFile[], context: CheckContext): Promise<Outcome> => {
  try {
    const { last, failure, needsRights = false } = await runStatements(session, files, context);
    const { isolation } = session;
    if (failure) return { session, isolation, failure, needsRights: needsRights && isolation === 'readonly' };
    // What a file leaves uncommitted is lost when its connection ends: later checks must not see it.
    await session.startAfresh(context.signal);
    return { session, isolation, ...(last ? { last } : {}) };
  } catch (error) {
    await session.end();
    throw error instanceof LabError ? error : new LabError('internal', 'The SQL could not be run.', {}, error);
  }
};

interface Ran {
  readonly last?: Work['last'];
  readonly failure?: SqlFailure;
  readonly needsRights?: boolean;
}

const runStatements = async (session: SqlSession, files: readonly SqlFile[], context: CheckContext): Promise<Ran> => {
  let last: (StatementResult & { readonly query?: string }) | undefined;
  const changesNothing = files.every(({ statements }) =>
    statements.every(({ effect }) => effect === 'reads' || effect === 'session'),
  );
  let place = (): SourceLocation => ({ file: '', line: 1 });
  for (const { path, text, statements } of files) {
    for (const { text: sql, offset } of statements) {
      const here = (): SourceLocation => locationAt(path, text, offset);
      try {
        const result = await session.run(sql, { keep: keptRows, drain: session.isolation === 'clone' }, context.signal);
        if (result.columns.length === 0) continue;
        last = changesNothing ? { ...result, query: sql } : result;
        place = here;
      } catch (error) {
        if (error instanceof ResultTooLarge) return { failure: rowTooLarge(here()) };
        if (!isStatementError(error)) throw error;
        return { failure: sqlFailure(error, path, text, offset), needsRights: needsRightsCodes.has(error.code ?? '') };
      }
    }
  }
  return last ? { last: { ...last, location: place() } } : {};
};
