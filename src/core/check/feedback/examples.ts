import type { DiffRow, TableDiff } from '../result.js';
import type { Row } from '../table.js';
import { cellText } from '../text/cell-text.js';
import { code } from '../text/words.js';

/** A row as one piece of code: `(1, Ann, NULL)`. */
export const rowText = (row: Row | undefined): string => code(`(${(row ?? []).map(cellText).join(', ')})`);

/** The first row of a kind among those shown. */
export const firstOf = (diff: TableDiff, status: DiffRow['status']): DiffRow | undefined =>
  diff.rows.find((row) => row.status === status);
