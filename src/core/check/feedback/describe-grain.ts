import type { TableDiff } from '../result.js';
import { countOf, thousands } from '../text/words.js';
import type { Finding, Remark } from './finding.js';
import { joinsNothing, type QueryShape } from './query-shape.js';
import { namesOf } from './row-words.js';

const rightOf = ({ counts }: TableDiff): string =>
  counts.matching === 0
    ? 'None of the rows is right'
    : `${thousands(counts.matching)} of the ${countOf(counts.expected, 'expected row')} ${counts.matching === 1 ? 'is' : 'are'} there`;

const counted = (diff: TableDiff, subject: string): Remark => {
  const { expected, actual } = diff.counts;
  const own = `${subject.charAt(0).toLowerCase()}${subject.slice(1)} has ${countOf(actual, 'row')}`;
  const text = `${rightOf(diff)}; ${own} where ${thousands(expected)} ${expected === 1 ? 'is' : 'are'} expected.`;
  return { from: 'counts', text };
};

/** The numbers add up, but in other rows than asked for: too fine, or put together too early. */
const otherGrain = (diff: TableDiff, subject: string): Finding | undefined => {
  const totals = diff.clues?.totals;
  if (!totals) return undefined;
  const { expected, actual } = diff.counts;
  const one = totals.columns.length === 1;
  const names = namesOf(diff, totals.columns);
  const sums =
    totals.by === undefined
      ? `add${one ? 's' : ''} up to the right total`
      : `add${one ? 's' : ''} up right for each ${namesOf(diff, [totals.by])}`;
  const finer = actual > expected;
  const rest = finer
    ? `${one ? 'is' : 'are'} split over too many rows`
    : 'rows are put together that should stay apart';
  const help = finer
    ? 'Ask what one row stands for: a column too many in `GROUP BY` splits it.'
    : 'Ask what one row stands for: a column is missing in `GROUP BY`, or the sum was made too early.';
  return {
    diagnosis: finer ? 'wrong-grain' : 'early-aggregation',
    remarks: [counted(diff, subject), { from: 'columns', text: `${names} ${sums}, but ${rest}.` }],
    help: { from: 'counts', text: help },
  };
};

/** Rows whose look-up should find nothing have found something, some of them several times. */
const falseMatches = (diff: TableDiff, subject: string, query: QueryShape | undefined): Finding | undefined => {
  const key = diff.clues?.key;
  if (!key?.filled || key.lost + key.fresh > 0 || joinsNothing(query)) return undefined;
  const name = namesOf(diff, key.columns);
  const { missing, expected } = diff.counts;
  const filled = `For ${thousands(missing)} of the ${countOf(expected, 'row')} there are values where NULL is expected`;
  const repeated =
    key.repeated === 0 ? '' : `, and ${countOf(key.repeated, 'row repeats', 'rows repeat')} the ${name} of another`;
  return {
    diagnosis: 'false-matches',
    remarks: [counted(diff, subject), { from: 'columns', text: `${filled}${repeated}.` }],
    help: {
      from: 'counts',
      text: 'The join finds partners that do not belong together: look for a part missing in its condition.',
    },
  };
};

/** What can be said where rows are both missing and too many, in another number than expected. */
export const describeGrain = (diff: TableDiff, subject: string, query: QueryShape | undefined): Finding | undefined =>
  otherGrain(diff, subject) ?? falseMatches(diff, subject, query);
