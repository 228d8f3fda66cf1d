import type { RowTrait } from '../../result.js';
import type { Plan } from '../plan.js';
import type { Cells } from './leftovers.js';
import { Profile } from './profile.js';

/** Fewest right rows that can show that others are different. */
const fewestRight = 3;
/** Most values that can be named, and most characters of one. */
const most = { values: 3, characters: 200 };

type Trait = Omit<RowTrait, 'column'>;

const nullTrait = (odd: Profile, right: Profile): Trait | undefined =>
  odd.nulls === odd.rows && right.nulls === 0 ? { kind: 'null', values: [], sure: true } : undefined;

const disjoint = (odd: ReadonlySet<string>, right: Profile): boolean => {
  const known = right.values;
  return known !== undefined && [...odd].every((value) => !known.has(value));
};

/** Values of a category that no right row has. One odd row may have such a value by chance, when there are few others. */
const categoryTrait = (odd: Profile, right: Profile): Trait | undefined => {
  const { values } = odd;
  if (!values || values.size > most.values || odd.nulls > 0 || !right.values || !disjoint(values, right))
    return undefined;
  if (right.rows < right.values.size * 2) return undefined;
  return { kind: 'values', values: [...values], sure: odd.rows * right.rows >= 20 };
};

/** Zero in all odd rows and in no other: what counting or adding up nothing gives. One zero may be the first of a numbering. */
const zeroTrait = (odd: Profile, right: Profile): Trait | undefined =>
  odd.nulls === 0 && odd.values?.size === 1 && odd.values.has('0') && right.ordered && isAway(odd, right)
    ? { kind: 'values', values: ['0'], sure: right.rows >= 2 * fewestRight && odd.rows > 1 }
    : undefined;

const isAway = (odd: Profile, right: Profile): boolean => odd.isAbove(right) || right.isAbove(odd);

/** About how likely it is that some of many rows are the outermost ones by chance: 1 in so many. */
const rarity = (odd: number, right: number): number => {
  let ways = 1;
  for (let i = 1; i <= odd && ways < 1e6; i++) ways *= (right + i) / i;
  return ways;
};

/** How rare it must be to be no chance: less, where all odd rows have one value besides. */
const rare = { tied: 50, apart: 1000 };

const rangeTrait = (odd: Profile, right: Profile): Trait | undefined => {
  if (odd.nulls > 0 || odd.least === undefined || odd.greatest === undefined || !isAway(odd, right)) return undefined;
  const values = odd.least === odd.greatest ? [odd.least] : [odd.least, odd.greatest];
  const tied = values.length === 1 && odd.rows > 1;
  const sure = rarity(odd.rows, right.rows) >= (tied ? rare.tied : rare.apart);
  return { kind: odd.isAbove(right) ? 'above' : 'below', values, sure };
};

const finders = [nullTrait, zeroTrait, rangeTrait, categoryTrait];

/** The surest first; then what says most to people: no value, one value, a time, a number. */
const rank = (plan: Plan, { sure, kind, column }: RowTrait): number => {
  const place =
    kind === 'null' ? 0 : kind === 'values' ? 1 : plan.readers.expected[column]?.family === 'moment' ? 2 : 3;
  return (sure ? 0 : 10) + place;
};

/**
 * What all odd rows have in common and no right one has, by column; the surest and plainest first. Columns are places in
 * {@link Plan.compared}.
 */
export const traitsOf = (plan: Plan, odd: readonly Cells[], right: readonly Profile[]): readonly RowTrait[] => {
  const traits = right.flatMap((profile, place): RowTrait[] => {
    if (profile.rows === 0) return [];
    const own = new Profile(plan.readers.expected[place]?.family);
    for (const cells of odd) own.add(cells[place] ?? null);
    for (const finder of finders) {
      const trait = finder(own, profile);
      if (trait?.values.every((value) => value.length <= most.characters))
        return [{ column: place, ...trait, sure: trait.sure && profile.rows >= fewestRight }];
    }
    return [];
  });
  return traits.sort((a, b) => rank(plan, a) - rank(plan, b)).slice(0, 4);
};
