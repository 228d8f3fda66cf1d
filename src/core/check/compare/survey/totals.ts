import type { TotalClue } from '../../result.js';
import { parseDecimal, subtract, type Decimal } from '../number-text.js';
import type { Plan } from '../plan.js';
import { keysOf } from './keys.js';
import type { Cells, Studied } from './leftovers.js';

const nothing: Decimal = { coefficient: 0n, scale: 0 };
/** Columns that are looked at. */
const most = { numbers: 8, keys: 4 };
/** A smaller sum of all rows may be equal by chance. */
const leastTotal = 10_000n;

const minus = ({ coefficient, scale }: Decimal): Decimal => ({ coefficient: -coefficient, scale });

/** The sums of a column by the values of another (or of all rows); `undefined` when a value is no number. */
const sums = (rows: readonly Cells[], place: number, by: number | undefined): Map<string, Decimal> | undefined => {
  const found = new Map<string, Decimal>();
  for (const cells of rows) {
    const value = parseDecimal(cells[place] ?? '');
    if (!value) return undefined;
    const group = by === undefined ? '' : JSON.stringify(cells[by]);
    found.set(group, subtract(found.get(group) ?? nothing, minus(value)));
  }
  return found;
};

const isEqual = (left: Decimal, right: Decimal | undefined): boolean =>
  right !== undefined && subtract(left, right).coefficient === 0n;

const addsUp = ({ missing, extra }: Studied, place: number, by: number | undefined): boolean => {
  const [expected, actual] = [sums(missing, place, by), sums(extra, place, by)];
  if (!expected || !actual || expected.size !== actual.size) return false;
  const values = [...expected.values()];
  const telling =
    by === undefined || expected.size === 1 ? values.some(isLarge) : values.some((v) => v.coefficient !== 0n);
  return telling && [...expected].every(([group, sum]) => isEqual(sum, actual.get(group)));
};

const isLarge = ({ coefficient }: Decimal): boolean => (coefficient < 0n ? -coefficient : coefficient) >= leastTotal;

/**
 * Numbers that add up to the same on both sides, for each value of a column that one side has in one row only, or over all rows.
 * Only where another number of rows is missing than is too many. Columns are places in {@link Plan.compared}.
 */
export const totalClue = (plan: Plan, studied: Studied): TotalClue | undefined => {
  const { missing, extra } = studied;
  if (missing.length === extra.length || missing.length === 0 || extra.length === 0) return undefined;
  const all = plan.readers.expected.flatMap(({ family }, place) => (family === 'number' ? [place] : []));
  const numbers = all.slice(0, most.numbers);
  const finer = extra.length > missing.length;
  const groups = keysOf(studied, finer ? 'expected' : 'actual')
    .flatMap(({ places }) => places)
    .slice(0, most.keys);
  for (const by of [...groups, undefined]) {
    const columns = numbers.filter((place) => place !== by && addsUp(studied, place, by));
    if (columns.length > 0) return { columns, ...(by !== undefined && { by }) };
  }
  return undefined;
};
