import type { RowTrait, TableDiff } from '../result.js';
import { countOf, thousands } from '../text/words.js';
import { borderDay, isAtBorder } from './borders.js';
import { firstOf, rowText } from './examples.js';
import type { Finding, Remark } from './finding.js';
import { joinsNothing, joinsSomething, type QueryShape } from './query-shape.js';
import { namesOf, nullRemark, traitRemarks } from './row-words.js';

/** Why rows are missing: in words that follow their number. */
type Reason = (diff: TableDiff, query: QueryShape | undefined) => Finding | undefined;

const sureTraits = (diff: TableDiff): readonly RowTrait[] => (diff.clues?.traits ?? []).filter(({ sure }) => sure);

const joinHelp =
  'An inner join drops rows without a partner, and so does a condition on what an outer join left NULL; `LEFT JOIN` keeps them.';

/** Rows with nothing in some columns: without a partner, or lost in a comparison with NULL. */
const valueless: Reason = (diff, query) => {
  const columns = sureTraits(diff).flatMap(({ kind, column }) => (kind === 'null' ? [column] : []));
  if (columns.length === 0) return undefined;
  const remarks = [nullRemark(diff, columns, diff.counts.missing)];
  if (query ? joinsSomething(query) : columns.length > 1) {
    return { diagnosis: 'inner-join', remarks, help: { from: 'columns', text: joinHelp } };
  }
  const text = query
    ? 'A comparison with NULL is never true: `IS NULL` and `IS DISTINCT FROM` find such rows.'
    : 'Rows without a value are dropped by an inner join, by a comparison with NULL, or where missing values are left out.';
  return { diagnosis: 'null-handling', remarks, help: { from: 'columns', text } };
};

/** Groups of nothing, in a query that groups: an inner join has no row to count. */
const uncounted: Reason = (diff, query) => {
  if (!query?.merges) return undefined;
  const trait = diff.clues?.traits?.find(
    ({ kind, values, sure }) => kind === 'values' && values.join() === '0' && (sure || joinsSomething(query)),
  );
  if (!trait || isAtBorder(trait, query)) return undefined;
  const remarks = traitRemarks(diff, trait, { side: 'missing', count: diff.counts.missing });
  if (joinsSomething(query)) return { diagnosis: 'inner-join', remarks, help: { from: 'columns', text: joinHelp } };
  const text = 'What has nothing to count stands in another table: an outer join from that table keeps it.';
  return { diagnosis: 'missing-rows', remarks, help: { from: 'columns', text } };
};

const overwritten: Reason = (diff) => {
  const column = diff.clues?.oneRowFor;
  if (column === undefined) return undefined;
  return {
    diagnosis: 'overwritten-keys',
    remarks: [{ from: 'columns', text: `Only one row for each ${namesOf(diff, [column])} is left.` }],
    help: {
      from: 'columns',
      text: 'Where something that is not unique serves as a key, later rows replace earlier ones or are refused: take what tells all rows apart.',
    },
  };
};

const border: Reason = (diff, query) => {
  const odd = { side: 'missing', count: diff.counts.missing } as const;
  for (const trait of diff.clues?.traits ?? []) {
    const day = borderDay(trait, query);
    if (day !== undefined) {
      const remarks = traitRemarks(diff, { ...trait, values: [day] }, odd, ': the last day is lost');
      const text = 'A date without a time is its midnight: take all times before the next day, with `<`.';
      return { diagnosis: 'off-by-one', remarks, help: { from: 'columns', text } };
    }
    if (!isAtBorder(trait, query)) continue;
    const remarks = traitRemarks(diff, trait, odd, ': the border itself is left out');
    const text = '`<` and `>` leave the border out, `<=` and `>=` take it in.';
    return { diagnosis: 'off-by-one', remarks, help: { from: 'columns', text } };
  }
  return undefined;
};

const filterHelp = 'Look for a condition that keeps these rows out: a value, a border, or `AND` in place of `OR`.';

const stoppedHelp =
  'Find out where these rows get lost: a file that is not read, a step that stops, rows that are refused.';

const common: Reason = (diff, query) => {
  const [trait] = sureTraits(diff);
  if (!trait) return undefined;
  const remarks = traitRemarks(diff, trait, { side: 'missing', count: diff.counts.missing });
  const filtered = query ? query.conditions > 0 : trait.kind === 'values';
  return filtered
    ? { diagnosis: 'filter-too-strict', remarks, help: { from: 'columns', text: filterHelp } }
    : { diagnosis: 'missing-rows', remarks, help: { from: 'columns', text: stoppedHelp } };
};

/** What only one thing in the query can have done. */
const byQuery: Reason = (_diff, query) => {
  if (!query || query.limited || query.combines || query.merges) return undefined;
  if (query.conditions > 0 && joinsNothing(query)) {
    const text = 'Nothing but the condition can drop rows here: a comparison, a border, or `AND` in place of `OR`.';
    return { diagnosis: 'filter-too-strict', remarks: [], help: { from: 'counts', text } };
  }
  if (query.conditions === 0 && query.innerJoins > 0) {
    const text = 'Nothing but a join can drop rows here: look at each part of its condition, types and case included.';
    return { diagnosis: 'missing-matches', remarks: [], help: { from: 'counts', text } };
  }
  return undefined;
};

const unknown: Finding = {
  diagnosis: 'missing-rows',
  remarks: [],
  help: { from: 'counts', text: 'A condition that is too narrow, or an inner join without partners, drops rows.' },
};

const example = (diff: TableDiff): Remark[] => {
  const row = firstOf(diff, 'missing');
  return row ? [{ from: 'full', text: `For example, ${rowText(row.expected)} is missing.` }] : [];
};

/** Only missing rows; `undefined` when others are too many, or none is missing. */
export const describeMissing: Reason = (diff, query) => {
  const { counts } = diff;
  if (counts.extra > 0 || counts.missing === 0) return undefined;
  const reasons = [valueless, uncounted, overwritten, border, common, byQuery];
  const why =
    reasons.reduce<Finding | undefined>((found, reason) => found ?? reason(diff, query), undefined) ?? unknown;
  const missing = `${thousands(counts.missing)} of the ${countOf(counts.expected, 'expected row')} ${counts.missing === 1 ? 'is' : 'are'} missing`;
  return {
    ...why,
    remarks: [
      { from: 'counts', text: `${missing}; the rows that are there are right.` },
      ...why.remarks,
      ...example(diff),
    ],
  };
};
