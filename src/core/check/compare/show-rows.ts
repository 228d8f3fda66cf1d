import type { DiffRow } from '../result.js';
import type { PlacedRow } from './pair-rows.js';

/** Right rows shown beside wrong ones, for context. */
export const contextRows = 3;

const byStatus = (rows: readonly PlacedRow[], status: DiffRow['status']): PlacedRow[] =>
  rows.filter(({ row }) => row.status === status).sort((a, b) => a.position - b.position);

/** As many of two lists as fit, in equal parts while both last. */
const share = <T>(left: readonly T[], right: readonly T[], room: number): T[] => {
  const half = Math.ceil(room / 2);
  const fromLeft = Math.min(left.length, Math.max(half, room - right.length));
  return [...left.slice(0, fromLeft), ...right.slice(0, room - fromLeft)];
};

/** The rows to show: changed ones first, then missing and extra ones in equal parts; in the order of the tables. */
export const chooseRows = (rows: readonly PlacedRow[], sample: number): readonly DiffRow[] => {
  const changed = byStatus(rows, 'changed').slice(0, sample);
  const others = share(byStatus(rows, 'missing'), byStatus(rows, 'extra'), sample - changed.length);
  return [...changed, ...others].sort((a, b) => a.position - b.position).map(({ row }) => row);
};

/** Rows that differ beyond those shown, a changed one counted once. */
export const hiddenRows = (shown: readonly DiffRow[], missing: number, extra: number): number => {
  const seen = (side: 'expected' | 'actual'): number =>
    shown.filter((row) => row.status !== 'same' && row[side] !== undefined).length;
  return Math.max(missing - seen('expected'), extra - seen('actual'), 0);
};
