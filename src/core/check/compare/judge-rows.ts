import type { DiffClues, DiffCounts } from '../result.js';
import type { Differing, Picker } from './collect-rows.js';
import type { FirstPass, Sources } from './count-rows.js';
import type { CompareRun, Plan, Side } from './plan.js';
import type { Tally } from './tally.js';
import { matchTolerantly } from './tolerant-rows.js';

/** Which rows have no partner, whatever the order of rows is. */
export interface Judgement {
  readonly counts: DiffCounts;
  readonly clues: DiffClues;
  readonly differing: Differing;
}

const exactPicker = ({ tally, ids }: FirstPass, side: Side): Picker => {
  const taken = new Int32Array(tally.size);
  return (_row, position) => {
    const id = ids[side].at(position);
    if ((taken[id] ?? 0) >= tally.leftover(side, id)) return false;
    taken[id] = (taken[id] ?? 0) + 1;
    return true;
  };
};

/** For positions known beforehand, ascending. */
const positionPicker = (positions: readonly number[]): Picker => {
  let next = 0;
  return (_row, position) => {
    if (positions[next] !== position) return false;
    next++;
    return true;
  };
};

/** k when every row stands exactly k times as often on the actual side. */
const factorOf = (tally: Tally): number | undefined => {
  const factor = tally.count('actual', 0) / tally.count('expected', 0);
  if (!Number.isInteger(factor) || factor < 2) return undefined;
  for (let id = 1; id < tally.size; id++) {
    if (tally.count('actual', id) !== factor * tally.count('expected', id)) return undefined;
  }
  return factor;
};

/** Least and most copies on the actual side of a row that is expected once; `undefined` when one is missing, or as a set. */
const copiesOf = (tally: Tally): DiffClues['copies'] => {
  let [least, most] = [Infinity, 0];
  for (let id = 0; id < tally.size; id++) {
    const expected = tally.count('expected', id);
    if (expected === 0) continue;
    const copies = tally.count('actual', id) / expected;
    if (copies < 1) return undefined;
    [least, most] = [Math.min(least, Math.floor(copies)), Math.max(most, Math.ceil(copies))];
  }
  return most === 0 ? undefined : { least, most };
};

const isDistinct = (tally: Tally): boolean => {
  for (let id = 0; id < tally.size; id++) if (tally.count('expected', id) > 1) return false;
  return true;
};

/** What the counts alone tell; not asked of tables that a tolerance has matched, whose equal rows have other digests. */
const countedClues = (tally: Tally): Pick<DiffClues, 'copies' | 'distinct'> => {
  const copies = copiesOf(tally);
  return { ...(isDistinct(tally) && { distinct: true }), ...(copies && copies.most > 1 && { copies }) };
};

const countDistinct = (tally: Tally, side: Side): number => {
  let distinct = 0;
  for (let id = 0; id < tally.size; id++) if (tally.count(side, id) > 0) distinct++;
  return distinct;
};

interface Bag {
  missing: number;
  extra: number;
  collapsed: number;
  repeated: number;
}

const countExactly = (tally: Tally): Bag => {
  const bag = { missing: 0, extra: 0, collapsed: 0, repeated: 0 };
  for (let id = 0; id < tally.size; id++) {
    const [missing, extra] = [tally.leftover('expected', id), tally.leftover('actual', id)];
    bag.missing += missing;
    bag.extra += extra;
    if (tally.count('actual', id) > 0) bag.collapsed += missing;
    if (tally.count('expected', id) > 0) bag.repeated += extra;
  }
  return bag;
};

const nothingLeft: Bag = { missing: 0, extra: 0, collapsed: 0, repeated: 0 };

/** True when every row has been seen to match the one at its own place: then no other partner need be looked for. */
const inPlace = (plan: Plan, { order }: FirstPass): boolean =>
  order?.wrong === 0 && plan.orderBy?.length === plan.compared.length;

const judgement = (
  plan: Plan,
  { tally, ids }: FirstPass,
  bag: Bag,
  picker: Differing['picker'],
  counted: ReturnType<typeof countedClues> = {},
): Judgement => {
  const total = (side: Side): number => (plan.set ? countDistinct(tally, side) : ids[side].length);
  const [expected, factor] = [total('expected'), plan.set ? undefined : factorOf(tally)];
  const { missing, extra, collapsed, repeated } = bag;
  return {
    counts: { expected, actual: total('actual'), matching: expected - missing, missing, extra },
    clues: { repeated, collapsed, ...(factor !== undefined && { factor }), ...counted },
    differing: { counts: { expected: missing, actual: extra }, picker },
  };
};

/** Finds the rows without partner; reads the sources again only when a tolerance may still match rows that are not bit-equal. */
export const judgeRows = async (
  plan: Plan,
  sources: Sources,
  first: FirstPass,
  run: CompareRun,
): Promise<Judgement> => {
  const { tally } = first;
  const exact = inPlace(plan, first) ? nothingLeft : countExactly(tally);
  if (!plan.tolerant || exact.missing + exact.extra === 0) {
    const counted = exact.extra > 0 && !plan.set ? countedClues(tally) : {};
    return judgement(plan, first, exact, (side) => exactPicker(first, side), counted);
  }
  const { expected, actual, collapsed, repeated } = await matchTolerantly(plan, sources, first, run);
  const bag = { missing: expected.length, extra: actual.length, collapsed, repeated };
  const positions = { expected, actual };
  return judgement(plan, first, bag, (side) => positionPicker(positions[side]));
};
