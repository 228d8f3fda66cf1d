import type { CheckContext } from '../../../core/check/context.js';
import type { CheckOutcome } from '../../../core/check/result.js';
import type { RowSource } from '../../../core/check/table.js';
import { LabError } from '../../../core/errors.js';
import { sourceOf } from './expected.js';
import { isStatementError } from './service-error.js';
import { keptRows, type Submitted } from './submitted.js';

/** Codes that say the learner's work lacks something the query asks for. */
const lacking: Readonly<Record<string, string>> = {
  '42P01': 'table',
  '42703': 'column',
  '42883': 'function',
  '3F000': 'schema',
};

/**
 * Runs a query of the lab's author on what the learner's files left. A missing table or column is the learner's to mend and
 * gives an outcome; any other failure is the author's, and throws `manifest-invalid`.
 */
export const askAuthor = async (
  work: Submitted,
  query: string,
  context: CheckContext,
): Promise<RowSource | CheckOutcome> => {
  try {
    const result = await work.session.runAndUndo(query, { keep: keptRows }, context.signal);
    if (result.truncated)
      throw new LabError('manifest-invalid', `The check's query returns more than ${keptRows} rows.`, {
        cure: 'Compare an aggregate or a part of the rows.',
      });
    return sourceOf(result);
  } catch (error) {
    if (!isStatementError(error)) throw error;
    if (error.code !== undefined && error.code in lacking) {
      return {
        status: 'failed',
        message: `After your file has run, ${lowerFirst(error.message)}.`,
        ...(error.hint === undefined ? {} : { help: error.hint }),
        isolation: work.isolation,
      };
    }
    throw new LabError(
      'manifest-invalid',
      `The query of this check fails: ${error.message}.`,
      { cure: 'Tell the author of the lab.' },
      error,
    );
  }
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
