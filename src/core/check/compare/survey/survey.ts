import type { DiffClues } from '../../result.js';
import type { Differing } from '../collect-rows.js';
import type { Sources } from '../count-rows.js';
import type { CompareRun, Plan } from '../plan.js';
import { keyClue, oneRowFor } from './keys.js';
import { canStudy, studyRows, type Studied } from './leftovers.js';
import { totalClue } from './totals.js';
import { traitsOf } from './traits.js';
import { wrongColumns } from './wrong-columns.js';

type Survey = Omit<DiffClues, 'repeated' | 'collapsed' | 'factor' | 'onlyColumn' | 'distinct' | 'copies'>;

const onlyMissing = (plan: Plan, studied: Studied): Survey => {
  const one = oneRowFor(studied);
  return { traits: traitsOf(plan, studied.missing, studied.right), ...(one !== undefined && { oneRowFor: one }) };
};

const withExtra = (plan: Plan, studied: Studied, only: number | undefined): Survey => {
  const [key, totals] = [keyClue(plan, studied), totalClue(plan, studied)];
  const found = { ...(key && { key }), ...(totals && { totals }) };
  return studied.missing.length === 0
    ? { traits: traitsOf(plan, studied.extra, studied.right), ...found }
    : { ...wrongColumns(plan, studied, only), ...found };
};

/** From places in {@link Plan.compared} to columns of the diff. */
const onColumns = (plan: Plan, survey: Survey): Survey => {
  const at = (place: number): number => plan.compared[place] ?? -1;
  const { traits, key, totals, severalColumns, swapped, copied, oneRowFor: one } = survey;
  return {
    ...(traits && { traits: traits.map((trait) => ({ ...trait, column: at(trait.column) })) }),
    ...(key && { key: { ...key, columns: key.columns.map(at) } }),
    ...(totals && {
      totals: { columns: totals.columns.map(at), ...(totals.by !== undefined && { by: at(totals.by) }) },
    }),
    ...(severalColumns && { severalColumns: severalColumns.map(at) }),
    ...(swapped && { swapped: [at(swapped[0]), at(swapped[1])] as const }),
    ...(copied && { copied: { column: at(copied.column), from: at(copied.from) } }),
    ...(one !== undefined && { oneRowFor: at(one) }),
  };
};

/**
 * Looks for what all the rows without partner have in common. Reads each side once more and holds the rows that differ; tables too
 * large for that have no survey. `rows` of both sides; `only` is the place of the one wrong column, if it is known. Every fact is about all of these rows, never about a sample.
 */
export const surveyRows = async (
  plan: Plan,
  sources: Sources,
  differing: Differing,
  { rows, only }: { readonly rows: number; readonly only: number | undefined },
  run: CompareRun,
): Promise<Survey> => {
  if (!canStudy(rows, differing)) return {};
  const studied = await studyRows(plan, sources, differing, run);
  return onColumns(plan, studied.extra.length === 0 ? onlyMissing(plan, studied) : withExtra(plan, studied, only));
};
