import type { Row, RowSource } from '../table.js';
import { DigestIndex } from './digest-index.js';
import { IntList } from './int-list.js';
import { KeyOrder } from './key-order.js';
import { groupKey, rowKey, sides, type CellReader, type CompareRun, type Plan, type Side } from './plan.js';
import { readRows } from './read-rows.js';
import { Tally } from './tally.js';

/** The two tables; they are read one after the other, never at the same time, so one connection can serve both. */
export type Sources = Readonly<Record<Side, RowSource>>;

/** What one pass over each side tells. */
export interface FirstPass {
  readonly tally: Tally;
  /** For each row, in reading order, its number in the tally: a further reading need not compute digests. */
  readonly ids: Readonly<Record<Side, IntList>>;
  /** `undefined` when any order will do. */
  readonly order: KeyOrder | undefined;
}

/** Gives each row the number of its sort key; equal keys have equal numbers. */
type KeyNumber = (row: Row, side: Side, rowId: number) => { readonly id: number; readonly values: readonly string[] };

const noValues: readonly string[] = [];

const keyNumbers = (plan: Plan, places: readonly number[], run: CompareRun): KeyNumber => {
  if (places.length === plan.compared.length && !plan.tolerant) return (_row, _side, id) => ({ id, values: noValues });
  const index = new DigestIndex();
  const pick = (side: Side): CellReader[] => places.flatMap((place) => plan.readers[side][place] ?? []);
  const readers = { expected: pick('expected'), actual: pick('actual') };
  return (row, side) => {
    const values: string[] = [];
    return { id: index.add(run.digest(groupKey(readers[side], row, values))), values };
  };
};

const orderOf = (plan: Plan, places: readonly number[], run: CompareRun): KeyOrder =>
  new KeyOrder({
    tolerances: places.flatMap((place) => plan.readers.expected[place]?.tolerance ?? []),
    skipsRows: plan.set,
    limit: run.sample,
  });

/**
 * Reads each side once and counts its distinct rows. Where order counts, the sequence of sort keys is compared on the way: with all
 * rows equal as a bag, rows with equal keys may stand in any order exactly when the two sequences of keys are equal. A set looks at
 * the first of equal rows only.
 */
export const countRows = async (plan: Plan, sources: Sources, run: CompareRun): Promise<FirstPass> => {
  const tally = new Tally(plan.set);
  const places = plan.orderBy;
  const order = places && orderOf(plan, places, run);
  const keyNumber = places && keyNumbers(plan, places, run);
  const ids = { expected: new IntList(), actual: new IntList() };
  for (const side of sides) {
    const readers = plan.readers[side];
    await readRows(sources[side], run.signal, (row, position) => {
      const { id, first } = tally.add(side, run.digest(rowKey(readers, row)));
      ids[side].push(id);
      if (!order || !keyNumber || (plan.set && !first)) return;
      const key = keyNumber(row, side, id);
      if (side === 'expected') order.expect(key.id, key.values, position);
      else order.meet(key.id, key.values, position);
    });
  }
  return { tally, ids, order };
};
