import type { Cell, Row } from '../table.js';
import type { Sources } from './count-rows.js';
import { Fingerprints, WithoutColumn } from './fingerprint.js';
import { canonicalCells, type CellReader, type CompareRun, type Plan, type Side } from './plan.js';
import { readRows } from './read-rows.js';
import { magnitudeText } from './tolerance.js';

/** Rows of each side kept for pairing and showing, however many differ. */
const poolSize = 300;

/** A row without a partner, as it is shown and as it is compared. */
export interface Leftover {
  readonly position: number;
  /** Cells by {@link Plan.columns}. */
  readonly row: Row;
  /** Canonical cells by {@link Plan.compared}. */
  readonly cells: readonly (string | null)[];
}

/** Tells, row by row in reading order, whether a row is without partner. Good for one pass. */
export type Picker = (row: Row, position: number) => boolean;

/** The rows without partner: how many, and how to tell them. */
export interface Differing {
  /** How many rows of each side are without partner. */
  readonly counts: Readonly<Record<Side, number>>;
  picker(side: Side): Picker;
}

/** What the display pass brings back. */
export interface Collected {
  readonly expected: readonly Leftover[];
  readonly actual: readonly Leftover[];
  /** A few actual rows that are right, for context. */
  readonly same: readonly Leftover[];
  /** Place in {@link Plan.compared} of the only column that differs. */
  readonly onlyColumn: number | undefined;
}

/** A row in the layout of the diff's columns. */
export const layOut = (plan: Plan, side: Side, row: Row): Row =>
  plan.columns.map((column): Cell => row[(side === 'expected' ? column.expectedAt : column.actualAt) ?? -1] ?? null);

const withoutTolerant = (readers: readonly CellReader[], cells: readonly (string | null)[]): (string | null)[] =>
  cells.map((cell, i) => {
    const reader = readers[i];
    if (cell === null || !reader?.tolerance || !reader.family) return cell;
    return magnitudeText(cell, reader.family) === undefined ? cell : '=';
  });

/** What the expected side's pass leaves for the actual side's pass. */
class Pool {
  readonly rows: Record<Side, Leftover[]> = { expected: [], actual: [] };
  readonly near: Leftover[] = [];
  readonly same: Leftover[] = [];
  readonly #prints: Fingerprints;
  readonly #sums: WithoutColumn;
  readonly #known: readonly Set<number>[];
  readonly #plan: Plan;

  constructor(plan: Plan) {
    const width = plan.compared.length;
    this.#plan = plan;
    this.#prints = new Fingerprints(width);
    this.#sums = new WithoutColumn(width);
    this.#known = plan.compared.map(() => new Set<number>());
  }

  add(side: Side, row: Row, position: number): void {
    const readers = this.#plan.readers[side];
    const cells = canonicalCells(readers, row);
    this.#prints.read(this.#plan.tolerant ? withoutTolerant(readers, cells) : cells);
    this.#sums.add(this.#prints, side === 'expected' ? 1 : -1);
    const list = side === 'actual' && this.#isNear() && this.near.length < poolSize ? this.near : this.rows[side];
    if (list.length >= poolSize) return;
    list.push({ position, row: layOut(this.#plan, side, row), cells });
    if (side === 'expected') this.#known.forEach((set, column) => set.add(this.#prints.without(column)));
  }

  addSame(row: Row, position: number): void {
    const cells = canonicalCells(this.#plan.readers.actual, row);
    this.same.push({ position, row: layOut(this.#plan, 'actual', row), cells });
  }

  get onlyColumn(): number | undefined {
    return this.#sums.only;
  }

  /** True when the row is one cell away from an expected row of the pool. In a table of one column that says nothing. */
  #isNear(): boolean {
    return this.#known.length > 1 && this.#known.some((set, column) => set.has(this.#prints.without(column)));
  }
}

/**
 * Reads each side once more and keeps rows without partner: the first few hundred expected ones, and of the actual ones those that
 * are one cell away from them before any others. Stops reading as soon as nothing more can be found.
 */
export const collectRows = async (
  plan: Plan,
  sources: Sources,
  differing: Differing,
  same: number,
  run: CompareRun,
): Promise<Collected> => {
  const pool = new Pool(plan);
  const read = async (side: Side, wantSame: number): Promise<void> => {
    const isLeftover = differing.picker(side);
    let left = differing.counts[side];
    if (left === 0 && wantSame === 0) return;
    await readRows(sources[side], run.signal, (row, position) => {
      if (left > 0 && isLeftover(row, position)) {
        pool.add(side, row, position);
        left--;
      } else if (pool.same.length < wantSame) pool.addSame(row, position);
      return left > 0 || pool.same.length < wantSame;
    });
  };
  await read('expected', 0);
  await read('actual', same);
  const sameCount = differing.counts.expected === differing.counts.actual;
  return {
    expected: pool.rows.expected,
    actual: [...pool.near, ...pool.rows.actual],
    same: pool.same,
    onlyColumn: sameCount && plan.compared.length > 1 ? pool.onlyColumn : undefined,
  };
};
