import type { TableDiff } from '../result.js';
import { countOf, thousands } from '../text/words.js';
import { firstOf, rowText } from './examples.js';
import type { Finding } from './finding.js';

/** What can be said of rows that are neither too many nor too few in one clear way. */
export const describeMixture = (diff: TableDiff, subject: string): Finding => {
  const { counts } = diff;
  const right =
    counts.matching === 0
      ? 'None of the rows is right'
      : `${thousands(counts.matching)} of the ${countOf(counts.expected, 'expected row')} ${counts.matching === 1 ? 'is' : 'are'} there`;
  const numbers =
    counts.expected === counts.actual
      ? `the number of rows is right (${thousands(counts.expected)})`
      : `${subject.charAt(0).toLowerCase()}${subject.slice(1)} has ${countOf(counts.actual, 'row')} where ${thousands(counts.expected)} ${counts.expected === 1 ? 'is' : 'are'} expected`;
  const [missing, extra] = [firstOf(diff, 'missing'), firstOf(diff, 'extra')];
  const ownExample = extra ? `For example, ${rowText(extra.actual)} is not expected` : '';
  const otherGrain = counts.matching === 0 && counts.expected !== counts.actual && !firstOf(diff, 'changed');
  return {
    remarks: [
      { from: 'counts', text: `${right}; ${numbers}.` },
      ...(extra && !missing ? [{ from: 'rows', text: `${ownExample}.` } as const] : []),
      ...(extra && missing
        ? [
            { from: 'rows', to: 'rows', text: `${ownExample}.` } as const,
            { from: 'full', text: `${ownExample}, and ${rowText(missing.expected)} is missing.` } as const,
          ]
        : []),
    ],
    ...(otherGrain && {
      help: {
        from: 'counts',
        text: 'Ask what one row stands for: another `GROUP BY` or join gives another number of rows.',
      },
    }),
  };
};
