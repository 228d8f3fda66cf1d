import type { KeyClue } from '../../result.js';
import type { Plan } from '../plan.js';
import type { Cells, Studied } from './leftovers.js';
import { keyText } from './profile.js';

/** Columns that tell all expected rows apart, with the keys of the rows that are right. */
interface Key {
  readonly places: readonly number[];
  readonly right: ReadonlySet<string>;
  of(cells: Cells): string;
}

const singleKey = (place: number, right: ReadonlySet<string>): Key => ({
  places: [place],
  right,
  of: (cells) => keyText(cells[place] ?? null),
});

/** True when the rows have different keys, none of them taken. */
const tellsApart = (key: Key, rows: readonly Cells[]): boolean => {
  const seen = new Set<string>();
  for (const cells of rows) {
    const own = key.of(cells);
    if (seen.has(own) || key.right.has(own)) return false;
    seen.add(own);
  }
  return true;
};

/** Columns, one by one, that tell all rows of a side apart. */
export const keysOf = ({ missing, extra, right }: Studied, side: 'expected' | 'actual'): readonly Key[] =>
  right
    .flatMap(({ unique }, place) => (unique ? [singleKey(place, unique)] : []))
    .filter((key) => tellsApart(key, side === 'expected' ? missing : extra));

const isFilled = (expected: Cells, actual: Cells): boolean =>
  expected.every((cell, place) => cell === actual[place] || cell === null) &&
  expected.some((cell, place) => cell === null && actual[place] !== null);

/** How the rows that differ stand to a key. */
const clueOf = (key: Key, { missing, extra }: Studied): KeyClue => {
  const expected = new Map(missing.map((cells) => [key.of(cells), cells]));
  const actual = new Map<string, number>([...key.right].map((own) => [own, 1]));
  let [fresh, repeated, filled] = [0, 0, expected.size > 0];
  const filledKeys = new Set<string>();
  for (const cells of extra) {
    const own = key.of(cells);
    if (!expected.has(own) && !key.right.has(own)) {
      fresh++;
      continue;
    }
    const before = actual.get(own) ?? 0;
    if (before > 0) repeated++;
    actual.set(own, before + 1);
    const wanted = expected.get(own);
    if (wanted && isFilled(wanted, cells)) filledKeys.add(own);
    else if (wanted) filled = false;
  }
  const lost = [...expected.keys()].filter((own) => !actual.has(own)).length;
  const counts = [...actual.values()];
  const copies = {
    least: lost > 0 ? 0 : counts.reduce((a, b) => Math.min(a, b), Infinity),
    most: counts.reduce((a, b) => Math.max(a, b), 0),
  };
  return { columns: key.places, repeated, copies, lost, fresh, filled: filled && filledKeys.size === expected.size };
};

/** Keys that are looked at. */
const mostKeys = 4;

/** Rows that a key must tell apart before it counts as one; fewer may differ in any column. */
const fewestRows = 8;

/** A key of few rows is believed when it stands first, as keys do. */
const isBelievable = (key: Key, { missing }: Studied): boolean =>
  key.places[0] === 0 || key.right.size + missing.length >= fewestRows;

/**
 * How the rows that differ stand to the column that tells all expected rows apart: the first column, if it does; else one under which
 * no key is lost or new, before others. Columns are places in {@link Plan.compared}. `undefined` when no column does.
 */
export const keyClue = (plan: Plan, studied: Studied): KeyClue | undefined => {
  if (plan.compared.length < 2 || studied.extra.length === 0) return undefined;
  const keys = keysOf(studied, 'expected').filter((key) => isBelievable(key, studied));
  const [first, ...others] = keys.slice(0, mostKeys).map((key) => clueOf(key, studied));
  if (!first || first.columns[0] === 0) return first;
  return [first, ...others].find(({ lost, fresh }) => lost + fresh === 0) ?? first;
};

/**
 * The column of which each value is left in one row, though several are expected: what a key that is not unique leaves. Place in
 * {@link Plan.compared}.
 */
export const oneRowFor = ({ missing, extra, right }: Studied): number | undefined => {
  if (extra.length > 0 || missing.length < 3) return undefined;
  const place = right.findIndex(
    ({ unique, rows }, at) =>
      unique &&
      rows > 1 &&
      (at === 0 || missing.length >= fewestRows) &&
      missing.every((cells) => unique.has(keyText(cells[at] ?? null))),
  );
  return place === -1 ? undefined : place;
};
