import type { TableDiff } from '../result.js';
import { countOf } from '../text/words.js';
import { describeExtra } from './describe-extra.js';
import { describeMissing } from './describe-missing.js';
import { describeCollapsed, describeRepeats } from './describe-repeats.js';
import { firstOf, rowText } from './examples.js';
import type { Finding, Remark } from './finding.js';
import type { QueryShape } from './query-shape.js';

const empty = ({ counts }: TableDiff, subject: string): Finding | undefined => {
  if (counts.actual > 0 || counts.expected === 0) return undefined;
  return {
    diagnosis: 'no-rows',
    remarks: [
      { from: 'none', to: 'none', text: `${subject} has no rows.` },
      { from: 'counts', text: `${subject} has no rows; ${countOf(counts.expected, 'row is', 'rows are')} expected.` },
    ],
    help: { from: 'none', text: 'Leave out one condition or join after another to see which of them loses the rows.' },
  };
};

const unexpected = ({ counts }: TableDiff, subject: string): Finding | undefined =>
  counts.expected > 0 || counts.actual === 0
    ? undefined
    : {
        diagnosis: 'extra-rows',
        remarks: [{ from: 'counts', text: `${subject} has ${countOf(counts.actual, 'row')}; no rows are expected.` }],
      };

const order = (diff: TableDiff): Finding | undefined => {
  if (!diff.orderOnly) return undefined;
  const moved = firstOf(diff, 'moved');
  const example: Remark[] = moved
    ? [
        { from: 'rows', to: 'rows', text: `The first row out of place is ${rowText(moved.actual)}.` },
        {
          from: 'full',
          text: `The first row out of place is ${rowText(moved.actual)}, where ${rowText(moved.expected)} is expected.`,
        },
      ]
    : [];
  return {
    diagnosis: 'order',
    remarks: [{ from: 'counts', text: 'The rows are right, but not in the order asked for.' }, ...example],
    help: { from: 'counts', text: 'Look at the columns after `ORDER BY`, at their order, and at `ASC` and `DESC`.' },
  };
};

/** The first diagnosis that fits; `undefined` when rows differ in their values rather than in which of them are there. */
export const describePresence = (
  diff: TableDiff,
  subject: string,
  query: QueryShape | undefined,
): Finding | undefined =>
  empty(diff, subject) ??
  unexpected(diff, subject) ??
  order(diff) ??
  describeRepeats(diff, query) ??
  describeCollapsed(diff) ??
  describeMissing(diff, query) ??
  describeExtra(diff, query);
