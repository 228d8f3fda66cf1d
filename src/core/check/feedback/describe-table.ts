import type { TableDiff } from '../result.js';
import { countOf } from '../text/words.js';
import { describeColumns } from './describe-columns.js';
import { describeGrain } from './describe-grain.js';
import { describeMixture } from './describe-mixture.js';
import { describePresence } from './describe-rows.js';
import { describeMostWrong, describeValues } from './describe-values.js';
import type { Disclosure } from './disclosure-level.js';
import { compose, type Description, type Finding } from './finding.js';
import type { QueryShape } from './query-shape.js';

/** How a description speaks of the actual table, and how much it may tell. */
export interface TableWords {
  /** Begins sentences: `Your result` (default), `The table \`songplays\``. */
  readonly subject?: string;
  /** Default full. */
  readonly disclose?: Disclosure;
  /** What the learner's query is made of, where the table comes from one. */
  readonly query?: QueryShape;
}

const right = ({ counts }: TableDiff, subject: string): Description => ({
  message:
    counts.expected === 0
      ? `${subject} has no rows, as it should.`
      : `${subject} is right: ${countOf(counts.expected, 'row')}.`,
});

const mixture = (diff: TableDiff, subject: string, query: QueryShape | undefined): Finding => {
  const rows = describeMixture(diff, subject);
  const values = describeMostWrong(diff, query);
  if (!values) return rows;
  const help = values.help ?? rows.help;
  const counted = rows.remarks.filter(({ from }) => from === 'counts');
  return { remarks: [...counted, ...values.remarks], ...(help && { help }) };
};

/**
 * Says in plain sentences what a comparison has found: first what is wrong with the columns, then which rows are missing or too many
 * and in which way, then in which column and in which way values are wrong; with the class of it, where it has one. Where two
 * classes fit equally well it is the plainer one. An accepted table is not diagnosed. Never says more than the level of disclosure
 * allows.
 */
export const describeTable = (diff: TableDiff, words: TableWords = {}): Description => {
  const { subject = 'Your result', query } = words;
  if (diff.equal) return right(diff, subject);
  const finding =
    describeColumns(diff, subject) ??
    describePresence(diff, subject, query) ??
    describeValues(diff, query) ??
    describeGrain(diff, subject, query) ??
    mixture(diff, subject, query);
  return compose(finding, words.disclose ?? 'full', `${subject} is not right yet.`);
};
