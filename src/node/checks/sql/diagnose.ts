import type { Roles } from '../../../core/check/bind/roles.js';
import { UnresolvedRole } from '../../../core/check/bind/unresolved.js';
import type { CheckContext } from '../../../core/check/context.js';
import type { CheckOutcome, SourceLocation } from '../../../core/check/result.js';
import { oneLine } from '../../../core/check/text/words.js';
import { LabError } from '../../../core/errors.js';
import type { SpecOf } from '../../../core/manifest/check-schema.js';
import { dependsOnWork } from './author-query.js';
import { isStatementError } from './service-error.js';
import type { StatementResult } from './session.js';
import type { Work } from './submitted.js';

export type Diagnoses = NonNullable<SpecOf<'sql.query'>['diagnose']>;
type Diagnosis = Diagnoses[number];

interface Situation {
  readonly work: Work;
  readonly roles: Roles;
  readonly context: CheckContext;
}

/** The failed outcome in the words of the first diagnosis that holds; as it was when none does. */
export const diagnosed = async (
  outcome: CheckOutcome,
  diagnoses: Diagnoses,
  situation: Situation,
): Promise<CheckOutcome> => {
  for (const diagnosis of diagnoses) {
    const found = await ask(diagnosis, situation);
    if (found && found.rows.length > 0) return spoken(outcome, diagnosis, found, situation.context);
  }
  return outcome;
};

/** `undefined` when it does not make sense for this work: a table that it speaks of is not there, for example. */
const ask = async ({ query }: Diagnosis, { work, roles, context }: Situation): Promise<StatementResult | undefined> => {
  try {
    return await work.session.runAndUndo(roles.fill(query), { keep: 1 }, context.signal);
  } catch (error) {
    if (error instanceof UnresolvedRole) return undefined;
    if (!isStatementError(error)) throw error;
    if (dependsOnWork(error)) return undefined;
    throw wrong(`A diagnosis of this check fails: ${error.message}.`, error);
  }
};

/** What was said of the rows stands no more; the rows themselves are still to be seen. */
const spoken = async (
  { help: _help, location, ...outcome }: CheckOutcome,
  { id, say, help, at }: Diagnosis,
  found: StatementResult,
  { submission }: CheckContext,
): Promise<CheckOutcome> => {
  const place = (at && (await firstMatch(submission, at))) ?? location;
  return {
    ...outcome,
    message: fill(say, found),
    ...(help === undefined ? {} : { help: fill(help, found) }),
    ...(place ? { location: place } : {}),
    ...(id === undefined ? {} : { diagnosis: id }),
  };
};

const fill = (text: string, { columns, rows: [row = []] }: StatementResult): string =>
  text.replace(/\{\{\s*([A-Za-z_]\w*)\s*\}\}/g, (_whole, name: string) => {
    const index = columns.findIndex((column) => column.name === name);
    if (index < 0) throw wrong(`A diagnosis of this check speaks of \`${name}\`, which its query does not give.`);
    // It may stand in backticks, or be anything that the learner put into a table.
    return oneLine(row[index] ?? 'NULL').replaceAll('`', 'ˋ');
  });

const wrong = (message: string, cause?: unknown): LabError =>
  new LabError('manifest-invalid', message, { cure: 'Tell the author of the lab.' }, cause);

/** Characters of a line that are searched: a pattern may take very long on a long one. */
const longestLine = 2000;

/** The first place in the learner's files that the pattern matches; files that are not there are passed over. */
const firstMatch = async (
  submission: CheckContext['submission'],
  { files, find }: NonNullable<Diagnosis['at']>,
): Promise<SourceLocation | undefined> => {
  const pattern = new RegExp(find, 'i');
  for (const file of files) {
    const lines = (await submission.readText(file))?.split(/\r?\n/) ?? [];
    for (const [index, line] of lines.entries()) {
      const match = pattern.exec(line.slice(0, longestLine));
      if (!match) continue;
      const [number, start] = [index + 1, match.index + 1];
      return { file, line: number, column: start, endLine: number, endColumn: start + match[0].length };
    }
  }
  return undefined;
};
