import type { DiffRow, TableDiff } from '../result.js';
import type { Cell, Row } from '../table.js';
import { cellText } from '../text/cell-text.js';
import { code, countOf } from '../text/words.js';
import type { CellPair } from './classify-null.js';
import type { Remark } from './finding.js';

/** A row as one piece of code: `(1, Ann, NULL)`. */
export const rowText = (row: Row | undefined): string => code(`(${(row ?? []).map(cellText).join(', ')})`);

/** The first row of a kind among those shown. */
export const firstOf = (diff: TableDiff, status: DiffRow['status']): DiffRow | undefined =>
  diff.rows.find((row) => row.status === status);

/** A value as a sentence speaks of it. */
export const inWords = (cell: Cell): string => {
  if (cell === null) return 'NULL';
  return cell === '' ? 'an empty text' : code(cellText(cell));
};

/** One wrong value, if seeing it tells anything. */
export const valueExample = (pair: CellPair | undefined): Remark[] => {
  if (!pair || inWords(pair.actual) === inWords(pair.expected)) return [];
  const { actual, expected } = pair;
  return [
    ...(actual === null
      ? []
      : [{ from: 'rows', to: 'rows', text: `For example, ${inWords(actual)} is not right.` } as const]),
    { from: 'full', text: `For example, ${inWords(actual)} stands where ${inWords(expected)} is expected.` },
  ];
};

/** A class found in the rows that were kept is only claimed for those. */
export const claim = (text: string, diff: TableDiff, rows: number): string =>
  diff.hidden === 0
    ? text
    : `In the ${countOf(rows, 'row')} looked at, ${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** True when the pairs are most of the rows that differ and are shown: else nothing can be said of all of them. */
export const isPaired = (diff: TableDiff, pairs: number): boolean =>
  pairs * 2 > diff.rows.filter(({ status, expected }) => status !== 'same' && expected !== undefined).length;
