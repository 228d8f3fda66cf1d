import type { RowTrait, TableDiff } from '../result.js';
import { code, countOf, listOf, thousands } from '../text/words.js';
import type { Remark } from './finding.js';

/** What to look at where a join repeats rows. */
export const joinRepeats =
  'A join repeats a row for each partner that it finds: a part of its condition may be missing, or only the first partner is asked for.';

/** Names of columns of the diff, as code. */
export const namesOf = (diff: TableDiff, columns: readonly number[]): string =>
  listOf(columns.map((column) => code(diff.columns[column]?.name ?? '')));

/** `2 to 5 times`, `3 times`. */
export const timesOf = ({ least, most }: { readonly least: number; readonly most: number }): string =>
  least === most ? `${thousands(most)} times` : `${thousands(least)} to ${thousands(most)} times`;

/** `36 rows where 12 are expected`. */
export const rowsForRows = ({ actual, expected }: TableDiff['counts']): string =>
  `${countOf(actual, 'row')} where ${thousands(expected)} ${expected === 1 ? 'is' : 'are'} expected`;

/** Rows of one side that a trait speaks of. */
export interface OddRows {
  readonly side: 'missing' | 'extra';
  readonly count: number;
}

const valueText = ({ kind, values }: RowTrait): string => {
  if (kind === 'values') return values.map(code).join(' or ');
  const [least = '', most] = values;
  return most === undefined ? code(least) : `between ${code(least)} and ${code(most)}`;
};

const place: Readonly<Record<RowTrait['kind'], string>> = {
  null: '',
  values: ', and in no other row',
  below: ', less than in any other row',
  above: ', more than in any other row',
};

/**
 * What a trait says, by levels: which values the rows have that are missing is told only in full, those of extra rows are the
 * learner's own.
 */
export const traitRemarks = (
  diff: TableDiff,
  trait: RowTrait,
  { side, count }: OddRows,
  end?: string,
): readonly Remark[] => {
  const name = namesOf(diff, [trait.column]);
  const inThem = count === 1 ? 'In it' : 'In all of them';
  const which = side === 'missing' ? 'missing' : 'extra';
  const rows = count === 1 ? `The ${which} row differs` : `The ${which} rows differ`;
  const text = `${inThem} ${name} is ${valueText(trait)}${end ?? place[trait.kind]}.`;
  const from = side === 'missing' ? 'full' : 'rows';
  return [
    { from: 'columns', to: side === 'missing' ? 'rows' : 'columns', text: `${rows} from all others in ${name}.` },
    { from, text },
  ];
};

/** `They are the rows in which … is NULL.` */
export const nullRemark = (diff: TableDiff, columns: readonly number[], count: number): Remark => {
  const rows = count === 1 ? 'It is the row' : 'They are the rows';
  return {
    from: 'columns',
    text: `${rows} in which ${namesOf(diff, columns)} ${columns.length === 1 ? 'is' : 'are'} NULL.`,
  };
};
