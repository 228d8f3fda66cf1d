import type { RowTrait, TableDiff } from '../result.js';
import { countOf } from '../text/words.js';
import { isAtBorder } from './borders.js';
import { firstOf, rowText } from './examples.js';
import type { Finding } from './finding.js';
import { joinsNothing, joinsSomething, type QueryShape } from './query-shape.js';
import { joinRepeats, namesOf, nullRemark, timesOf, traitRemarks } from './row-words.js';

/** Why rows are too many: in words that follow their number. */
type Reason = (diff: TableDiff, query: QueryShape | undefined) => Finding | undefined;

const sureTraits = (diff: TableDiff): readonly RowTrait[] => (diff.clues?.traits ?? []).filter(({ sure }) => sure);

/** Every extra row has the key of an expected one. */
const keyRepeated: Reason = (diff, query) => {
  const key = diff.clues?.key;
  if (!key || key.lost + key.fresh > 0 || key.copies.most < 2) return undefined;
  const name = namesOf(diff, key.columns);
  const all = key.copies.least > 1;
  const one = diff.counts.extra === 1;
  const text = all
    ? `Each ${name} appears ${timesOf(key.copies)}.`
    : `${one ? 'It repeats' : 'They repeat'} the ${name} of ${one ? 'another row' : 'other rows'}.`;
  const remarks = [{ from: 'columns', text }] as const;
  return joinsSomething(query) || (all && query === undefined)
    ? { diagnosis: 'fan-out', remarks, help: { from: 'columns', text: joinRepeats } }
    : {
        diagnosis: 'duplicates',
        remarks,
        help: { from: 'columns', text: `Keep one row for each ${name}: choose which, and let a key make sure of it.` },
      };
};

const leftJoinHelp = 'An outer join keeps rows without a partner; an inner join drops them.';

/** Rows with nothing in some columns: kept without a partner, or not left out. */
const valueless: Reason = (diff, query) => {
  const columns = sureTraits(diff).flatMap(({ kind, column }) => (kind === 'null' ? [column] : []));
  if (columns.length === 0) return undefined;
  const remarks = [nullRemark(diff, columns, diff.counts.extra)];
  return query && query.outerJoins > 0
    ? { diagnosis: 'outer-join', remarks, help: { from: 'columns', text: leftJoinHelp } }
    : { diagnosis: 'filter-missing', remarks, help: { from: 'columns', text: filterHelp } };
};

const border: Reason = (diff, query) => {
  const trait = diff.clues?.traits?.find((one) => isAtBorder(one, query));
  if (!trait) return undefined;
  const odd = { side: 'extra', count: diff.counts.extra } as const;
  const remarks = traitRemarks(diff, trait, odd, ': the border itself is taken in');
  const text = '`<` and `>` leave the border out, `<=` and `>=` take it in.';
  return { diagnosis: 'off-by-one', remarks, help: { from: 'columns', text } };
};

const filterHelp = 'Look for a condition that is missing or too wide.';

/** Rows of a category of their own say more than what else they lack. */
const category: Reason = (diff, query) =>
  query && query.outerJoins > 0
    ? undefined
    : aboutTrait(
        diff,
        query,
        sureTraits(diff).find(({ kind, values }) => kind === 'values' && values.join() !== '0'),
      );

const common: Reason = (diff, query) => aboutTrait(diff, query, sureTraits(diff)[0]);

const aboutTrait = (
  diff: TableDiff,
  query: QueryShape | undefined,
  trait: RowTrait | undefined,
): Finding | undefined => {
  if (!trait) return undefined;
  const remarks = traitRemarks(diff, trait, { side: 'extra', count: diff.counts.extra });
  const unmatched = query && query.outerJoins > 0 && trait.kind === 'values' && trait.values[0] === '0';
  if (unmatched) return { diagnosis: 'outer-join', remarks, help: { from: 'columns', text: leftJoinHelp } };
  return query || trait.kind === 'values'
    ? { diagnosis: 'filter-missing', remarks, help: { from: 'counts', text: filterHelp } }
    : { diagnosis: 'extra-rows', remarks, help: { from: 'counts', text: filterHelp } };
};

/** What only one thing in the query can have let through. */
const byQuery: Reason = (_diff, query) =>
  query && joinsNothing(query) && !query.limited && !query.combines && !query.merges
    ? { diagnosis: 'filter-missing', remarks: [], help: { from: 'counts', text: filterHelp } }
    : undefined;

const unknown: Finding = {
  diagnosis: 'extra-rows',
  remarks: [],
  help: { from: 'counts', text: 'Look for a condition, or a part of a join condition, that is missing or too wide.' },
};

/** Only rows too many, not all of them repeats; `undefined` when some are missing, or none is too many. */
export const describeExtra: Reason = (diff, query) => {
  const { counts } = diff;
  if (counts.missing > 0 || counts.extra === 0) return undefined;
  const order = joinsSomething(query)
    ? [keyRepeated, category, valueless, border, common]
    : [category, valueless, border, common, keyRepeated];
  const why =
    [...order, byQuery].reduce<Finding | undefined>((found, reason) => found ?? reason(diff, query), undefined) ??
    unknown;
  const row = firstOf(diff, 'extra');
  const more = `${countOf(counts.extra, 'row', 'rows')} more that ${counts.extra === 1 ? 'is' : 'are'} not asked for`;
  return {
    ...why,
    remarks: [
      { from: 'counts', text: `All ${countOf(counts.expected, 'expected row')} are there, and ${more}.` },
      ...why.remarks,
      ...(row ? [{ from: 'rows', text: `One of them is ${rowText(row.actual)}.` } as const] : []),
    ],
  };
};
