import type { TableDiff } from '../result.js';
import { countOf, thousands } from '../text/words.js';
import type { Finding, Remark } from './finding.js';
import { joinsNothing, joinsSomething, type QueryShape } from './query-shape.js';
import { joinRepeats, rowsForRows, timesOf } from './row-words.js';

const help = (text: string): Remark => ({ from: 'counts', text });

const distinctHelp = help(
  '`DISTINCT` or `GROUP BY` keeps one of several equal rows; `UNION` does so where `UNION ALL` keeps all.',
);
const joinHelp = help(joinRepeats);
const anyHelp = help('Find out what repeats the rows before removing repeats: a join, or rows that were loaded twice.');

/** All rows are right, but some or all of them stand too often; `undefined` otherwise. */
export const describeRepeats = (diff: TableDiff, query: QueryShape | undefined): Finding | undefined => {
  const { counts, clues } = diff;
  if (counts.missing > 0 || counts.extra === 0 || clues?.repeated !== counts.extra) return undefined;
  const all = clues.copies && clues.copies.least > 1 ? clues.copies : undefined;
  const text = all
    ? `Each row appears ${timesOf(all)}: ${rowsForRows(counts)}.`
    : `All ${countOf(counts.expected, 'expected row')} are there, but ${countOf(counts.extra, 'row repeats', 'rows repeat')} one of them.`;
  const remarks: readonly Remark[] = [{ from: 'counts', text }];
  if (joinsNothing(query)) {
    return clues.distinct
      ? { diagnosis: 'distinct-missing', remarks, help: distinctHelp }
      : { diagnosis: 'duplicates', remarks, help: anyHelp };
  }
  if (joinsSomething(query)) return { diagnosis: 'fan-out', remarks, help: joinHelp };
  return { diagnosis: all ? 'fan-out' : 'duplicates', remarks, help: anyHelp };
};

/** Rows that should stand several times stand too seldom, and nothing else is wrong; `undefined` otherwise. */
export const describeCollapsed = ({ counts, clues }: TableDiff): Finding | undefined => {
  if (counts.extra > 0 || counts.missing === 0 || clues?.collapsed !== counts.missing) return undefined;
  const missing = `${countOf(counts.missing, 'row')} of ${thousands(counts.expected)} ${counts.missing === 1 ? 'is' : 'are'} missing`;
  return {
    diagnosis: 'repeats-lost',
    remarks: [{ from: 'counts', text: `Rows that should appear several times appear too seldom: ${missing}.` }],
    help: help('`DISTINCT`, `UNION` and `GROUP BY` keep one of several equal rows; `UNION ALL` keeps all.'),
  };
};
