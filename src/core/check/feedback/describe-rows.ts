import type { TableDiff } from '../result.js';
import { code, countOf, thousands } from '../text/words.js';
import { firstOf, rowText } from './examples.js';
import type { Finding, Remark } from './finding.js';

/** A diagnosis of which rows are there: silent when it does not apply. */
type Diagnosis = (diff: TableDiff, subject: string) => Finding | undefined;

const empty: Diagnosis = ({ counts }, subject) => {
  if (counts.actual > 0 || counts.expected === 0) return undefined;
  return {
    remarks: [
      { from: 'none', to: 'none', text: `${subject} has no rows.` },
      { from: 'counts', text: `${subject} has no rows; ${countOf(counts.expected, 'row is', 'rows are')} expected.` },
    ],
    help: { from: 'none', text: 'Leave out one condition or join after another to see which of them loses the rows.' },
  };
};

const unexpected: Diagnosis = ({ counts }, subject) =>
  counts.expected > 0 || counts.actual === 0
    ? undefined
    : { remarks: [{ from: 'counts', text: `${subject} has ${countOf(counts.actual, 'row')}; no rows are expected.` }] };

const order: Diagnosis = (diff) => {
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
    remarks: [{ from: 'counts', text: 'The rows are right, but not in the order asked for.' }, ...example],
    help: { from: 'counts', text: 'Look at the columns after `ORDER BY`, at their order, and at `ASC` and `DESC`.' },
  };
};

const fanOut: Diagnosis = ({ counts, clues }) =>
  clues?.factor === undefined
    ? undefined
    : {
        remarks: [
          {
            from: 'counts',
            text: `Each row appears ${thousands(clues.factor)} times: ${countOf(counts.actual, 'row')} where ${thousands(counts.expected)} ${counts.expected === 1 ? 'is' : 'are'} expected.`,
          },
        ],
        help: {
          from: 'counts',
          text: 'A join that finds several partners for a row repeats it: look for a part missing in the join condition.',
        },
      };

const repeats: Diagnosis = ({ counts, clues }) =>
  counts.missing > 0 || counts.extra === 0 || clues?.repeated !== counts.extra
    ? undefined
    : {
        remarks: [
          {
            from: 'counts',
            text: `All ${countOf(counts.expected, 'expected row')} are there, but ${countOf(counts.extra, 'row repeats', 'rows repeat')} one of them.`,
          },
        ],
        help: {
          from: 'counts',
          text: 'Find out what repeats the rows before removing repeats: often a join, or rows inserted twice.',
        },
      };

const collapsed: Diagnosis = ({ counts, clues }) =>
  counts.extra > 0 || counts.missing === 0 || clues?.collapsed !== counts.missing
    ? undefined
    : {
        remarks: [
          {
            from: 'counts',
            text: `Rows that should appear several times appear too seldom: ${countOf(counts.missing, 'row')} of ${thousands(counts.expected)} ${counts.missing === 1 ? 'is' : 'are'} missing.`,
          },
        ],
        help: {
          from: 'counts',
          text: '`DISTINCT`, `UNION` and `GROUP BY` keep one of several equal rows; `UNION ALL` keeps all.',
        },
      };

/** Columns that are NULL in every missing row shown, though not in the right ones: what an inner join without partner drops. */
const nullColumns = (diff: TableDiff): readonly string[] => {
  const missing = diff.rows.filter(({ status }) => status === 'missing');
  const same = diff.rows.filter(({ status }) => status === 'same');
  if (missing.length < 2) return [];
  return diff.columns.flatMap((column, index) => {
    const lost = column.expected && column.actual && missing.every(({ expected }) => expected?.[index] === null);
    return lost && same.some(({ actual }) => actual?.[index] !== null) ? [code(column.name)] : [];
  });
};

const subset: Diagnosis = (diff) => {
  const { counts } = diff;
  if (counts.extra > 0 || counts.missing === 0) return undefined;
  const [lost] = nullColumns(diff);
  const example = firstOf(diff, 'missing');
  return {
    remarks: [
      {
        from: 'counts',
        text: `${thousands(counts.missing)} of the ${countOf(counts.expected, 'expected row')} ${counts.missing === 1 ? 'is' : 'are'} missing; the rows that are there are right.`,
      },
      ...(lost
        ? [
            {
              from: 'columns',
              text: `${lost} should be NULL in the missing rows${diff.hidden > 0 ? ' looked at' : ''}.`,
            } as const,
          ]
        : []),
      ...(example ? [{ from: 'full', text: `For example, ${rowText(example.expected)} is missing.` } as const] : []),
    ],
    help: lost
      ? { from: 'columns', text: 'An inner join drops rows without a partner; `LEFT JOIN` keeps them.' }
      : { from: 'counts', text: 'A condition that is too narrow, or an inner join without partners, drops rows.' },
  };
};

const superset: Diagnosis = (diff) => {
  const { counts } = diff;
  if (counts.missing > 0 || counts.extra === 0) return undefined;
  const example = firstOf(diff, 'extra');
  return {
    remarks: [
      {
        from: 'counts',
        text: `All ${countOf(counts.expected, 'expected row')} are there, and ${countOf(counts.extra, 'row', 'rows')} more that ${counts.extra === 1 ? 'is' : 'are'} not asked for.`,
      },
      ...(example ? [{ from: 'rows', text: `One of them is ${rowText(example.actual)}.` } as const] : []),
    ],
    help: { from: 'counts', text: 'Look for a condition that is missing or too wide.' },
  };
};

/** The first diagnosis that fits; `undefined` when rows differ in their values rather than in which of them are there. */
export const describePresence = (diff: TableDiff, subject: string): Finding | undefined => {
  for (const diagnosis of [empty, unexpected, order, fanOut, repeats, collapsed, subset, superset]) {
    const finding = diagnosis(diff, subject);
    if (finding) return finding;
  }
  return undefined;
};
