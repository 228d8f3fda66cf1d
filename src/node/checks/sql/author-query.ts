import type pg from 'pg';
import type { CheckContext } from '../../../core/check/context.js';
import type { CheckOutcome } from '../../../core/check/result.js';
import type { RowSource } from '../../../core/check/table.js';
import { LabError } from '../../../core/errors.js';
import { expectedSource, sourceOf, type ExpectedTable } from './expected.js';
import { isStatementError } from './service-error.js';
import { keptRows, type Work } from './submitted.js';
import { tableOutcome, type TableCheck } from './table-outcome.js';
import type { SqlTools } from './tools.js';

/** Codes that say the learner's work lacks something the query asks for. */
const lacking = new Set(['42P01', '42703', '42883', '3F000']);

/** Codes that come of the types of the learner's columns, or of values that can't be read as was meant. */
const otherData = new Set(['42804', '42809', '42846', '22P02', '22007', '22008', '22003', '21000']);

/** Whether a query of the author's failed for what the learner made: it lacks something, or holds something else. */
export const dependsOnWork = ({ code = '' }: pg.DatabaseError): boolean => lacking.has(code) || otherData.has(code);

export interface AuthorQuery {
  readonly query: string;
  /** What its rows are, for the caption. */
  readonly what: string;
}

/** The part of a check's spec that says what is right. */
export interface TableSpec extends Partial<Pick<TableCheck, 'compare' | 'disclose'>> {
  readonly service?: string | undefined;
  readonly expected: ExpectedTable;
}

/** Runs a query of the author's on what the learner's work left, and compares its rows with the expected ones. */
export const askedOutcome = async (
  { benches }: SqlTools,
  { expected, service, compare, disclose }: TableSpec,
  context: CheckContext,
  work: Work,
  { query, what }: AuthorQuery,
): Promise<CheckOutcome> => {
  const actual = await askAuthor(work, query, context);
  if ('status' in actual) return actual;
  return tableOutcome(context, {
    expected: await expectedSource(expected, context, benches, service),
    actual,
    compare,
    disclose,
    what,
    isolation: work.isolation,
  });
};

/**
 * Rows that a query of the lab's author gives. A failure that {@link dependsOnWork} is the learner's to mend and gives an outcome;
 * any other is the author's, and throws `manifest-invalid`.
 */
const askAuthor = async (work: Work, query: string, context: CheckContext): Promise<RowSource | CheckOutcome> => {
  try {
    const result = await work.session.runAndUndo(query, { keep: keptRows }, context.signal);
    if (result.truncated)
      throw new LabError('manifest-invalid', `The check's query returns more than ${keptRows} rows.`, {
        cure: 'Compare an aggregate or a part of the rows.',
      });
    return sourceOf(result);
  } catch (error) {
    if (!isStatementError(error)) throw error;
    if (dependsOnWork(error)) return lacks(error, work);
    throw new LabError(
      'manifest-invalid',
      `The query of this check fails: ${error.message}.`,
      { cure: 'Tell the author of the lab.' },
      error,
    );
  }
};

const lacks = ({ message, hint }: pg.DatabaseError, { ran, isolation }: Work): CheckOutcome => ({
  status: 'failed',
  message: `After ${ran} has run, ${lowerFirst(message)}.`,
  ...(hint === undefined ? {} : { help: hint }),
  isolation,
});

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
