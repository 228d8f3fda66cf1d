import { compareTables } from '../../../core/check/compare/compare-tables.js';
import { applyDisclosure, type Disclosure } from '../../../core/check/feedback/disclosure.js';
import { describeTable, type TableWords } from '../../../core/check/feedback/describe-table.js';
import type { CheckContext } from '../../../core/check/context.js';
import type { CheckOutcome, DiffRow, SourceLocation, TableDiff } from '../../../core/check/result.js';
import type { Row, RowSource } from '../../../core/check/table.js';
import { code } from '../../../core/check/text/words.js';
import type { CompareOptions } from '../../../core/manifest/check-parts.js';
import type { Isolation } from '../../../core/vocabulary.js';
import { queryShape } from './query-shape.js';

/** Rows of a comparison that a result carries. */
const sampleRows = 60;

/** Characters of a cell that a result carries. */
const shownCharacters = 2_000;

export interface TableCheck {
  readonly expected: RowSource;
  readonly actual: RowSource;
  readonly compare: CompareOptions | undefined;
  readonly disclose: Disclosure | undefined;
  /** What the rows are, for the caption: `your result`, `table albums`. */
  readonly what: string;
  readonly isolation: Isolation;
  /** Where the learner made the rows. */
  readonly location?: SourceLocation;
  /** The learner's query, where the rows are its result and nothing else of the learner's is behind them. */
  readonly query?: string | undefined;
}

/** Compares two tables and says what is wrong in words and rows. */
export const tableOutcome = async (context: CheckContext, check: TableCheck): Promise<CheckOutcome> => {
  const diff = shortened(
    await compareTables(check.expected, check.actual, check.compare ?? {}, {
      digest: context.digest,
      signal: context.signal,
      sample: sampleRows,
    }),
  );
  const shape = diff.equal || check.query === undefined ? undefined : await queryShape(check.query);
  const words = { ...subjectOf(check.what), ...(shape === undefined ? {} : { query: shape }) };
  const { message, help, diagnosis } = describeTable(diff, words);
  const outcome: CheckOutcome = {
    status: diff.equal ? 'passed' : 'failed',
    message,
    ...(help === undefined ? {} : { help }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
    ...(diff.equal ? {} : { evidence: { kind: 'table', caption: check.what, diff } }),
    ...(diff.equal || check.location === undefined ? {} : { location: check.location }),
    isolation: check.isolation,
  };
  return applyDisclosure(outcome, check.disclose ?? 'full', words);
};

/** A table is spoken of by its name. */
const subjectOf = (what: string): TableWords => {
  const [, name] = /^table (.+)$/.exec(what) ?? [];
  return name === undefined ? {} : { subject: `Table ${code(name)}` };
};

/** A cell may be megabytes long: nobody reads that, and a result is stored and sent. */
const shortened = (diff: TableDiff): TableDiff => ({ ...diff, rows: diff.rows.map(shortRow) });

const shortRow = (row: DiffRow): DiffRow => ({
  ...row,
  ...(row.expected && { expected: shortCells(row.expected) }),
  ...(row.actual && { actual: shortCells(row.actual) }),
});

const shortCells = (row: Row): Row =>
  row.map((cell) => (cell !== null && cell.length > shownCharacters ? `${cut(cell)}…` : cell));

/** Not in the middle of a character that takes two places. */
const cut = (cell: string): string => cell.slice(0, shownCharacters).replace(/[\ud800-\udbff]$/, '');
