import type { CheckOutcome, DiffRow, Evidence, TableDiff } from '../result.js';
import { describeTable, type TableWords } from './describe-table.js';
import { shows, type Disclosure } from './disclosure-level.js';

export type { Disclosure } from './disclosure-level.js';

/** A row with nothing of the expected side. Missing rows are gone, the learner's own stay, wrong cells marked. */
const ownRow = ({ status, actual, cells }: DiffRow): DiffRow[] =>
  actual === undefined ? [] : [{ status, actual, ...(cells && { cells }) }];

/**
 * What a level shows of a comparison (see `disclosureLevels`): `rows` keeps the learner's rows and no expected cell, `columns` no rows
 * at all, `counts` no columns either; of the clues only what can be counted is kept below `full`. `undefined` for `none`.
 */
export const discloseDiff = (diff: TableDiff, level: Disclosure): TableDiff | undefined => {
  if (level === 'full') return diff;
  if (!shows(level, 'counts')) return undefined;
  const { clues, ...rest } = diff;
  const { onlyColumn, repeated = 0, collapsed = 0, factor } = clues ?? {};
  const rows = shows(level, 'rows') ? diff.rows.flatMap(ownRow) : [];
  const differing = (list: readonly DiffRow[]): number => list.filter(({ status }) => status !== 'same').length;
  const withColumn = shows(level, 'columns') && onlyColumn !== undefined;
  return {
    ...rest,
    ...(clues && {
      clues: { repeated, collapsed, ...(factor !== undefined && { factor }), ...(withColumn && { onlyColumn }) },
    }),
    columns: shows(level, 'columns') ? diff.columns : [],
    rows,
    hidden: diff.hidden + differing(diff.rows) - differing(rows),
  };
};

/** What a level shows of evidence; text shows the learner's own from `rows` on, the expected one only at `full`. */
export const discloseEvidence = (evidence: Evidence, level: Disclosure): Evidence | undefined => {
  if (level === 'full') return evidence;
  if (evidence.kind === 'table') {
    const diff = discloseDiff(evidence.diff, level);
    return diff && { ...evidence, diff };
  }
  if (!shows(level, 'rows') || evidence.actual === undefined) return undefined;
  return { kind: 'text', actual: evidence.actual };
};

/**
 * A failed outcome cut down to a level of disclosure: its evidence, and, where the evidence is a table, its message and help, which are
 * said anew in words of that level, with the diagnosis that it allows. Other messages are kept: a kind that words its own must keep expected values out of them. A passed
 * outcome is returned as it is. A check kind applies it once, to the outcome with the whole comparison.
 */
export const applyDisclosure = (outcome: CheckOutcome, level: Disclosure, words: TableWords = {}): CheckOutcome => {
  if (level === 'full' || outcome.status === 'passed') return outcome;
  const { evidence, message, help, diagnosis, ...rest } = outcome;
  const said =
    evidence?.kind === 'table'
      ? describeTable(evidence.diff, { ...words, disclose: level })
      : { message, help, diagnosis };
  const shown = evidence && discloseEvidence(evidence, level);
  return {
    ...rest,
    message: said.message,
    ...(said.help !== undefined && { help: said.help }),
    ...(said.diagnosis !== undefined && { diagnosis: said.diagnosis }),
    ...(shown && { evidence: shown }),
  };
};
