import type { Differing } from '../collect-rows.js';
import type { Sources } from '../count-rows.js';
import { canonicalCells, type CompareRun, type Plan } from '../plan.js';
import { readRows } from '../read-rows.js';
import { Profile } from './profile.js';

/** Canonical cells of a row, by {@link Plan.compared}. */
export type Cells = readonly (string | null)[];

/** Rows that are looked at; to study more would take longer than it is worth. */
const most = { rows: 200_000, leftovers: 20_000 };

/** The rows without partner, and what is known of the expected ones that have one. */
export interface Studied {
  readonly missing: readonly Cells[];
  readonly extra: readonly Cells[];
  /** By {@link Plan.compared}. */
  readonly right: readonly Profile[];
}

/** True when the tables are small enough to be studied. */
export const canStudy = (rows: number, differing: Differing): boolean =>
  rows <= most.rows && Math.max(differing.counts.expected, differing.counts.actual) <= most.leftovers;

/** Reads each side once more, the whole of it. */
export const studyRows = async (
  plan: Plan,
  sources: Sources,
  differing: Differing,
  run: CompareRun,
): Promise<Studied> => {
  const missing: Cells[] = [];
  const extra: Cells[] = [];
  const right = plan.readers.expected.map(({ family }) => new Profile(family));
  const isMissing = differing.picker('expected');
  await readRows(sources.expected, run.signal, (row, position) => {
    const cells = canonicalCells(plan.readers.expected, row);
    if (isMissing(row, position)) missing.push(cells);
    else cells.forEach((cell, place) => right[place]?.add(cell));
  });
  const isExtra = differing.picker('actual');
  await readRows(sources.actual, run.signal, (row, position) => {
    if (extra.length === differing.counts.actual) return false;
    if (isExtra(row, position)) extra.push(canonicalCells(plan.readers.actual, row));
    return true;
  });
  return { missing, extra, right };
};
