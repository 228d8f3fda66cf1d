import type { CheckStatus, Isolation, Tier } from '../vocabulary.js';
import type { Column, Row } from './table.js';

/** Version of the result format below; a reader refuses a higher one. */
export const resultFormat = 1;

/** 1-based place in a file, as editors count. `file` is relative to the submission folder, with forward slashes. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/**
 * One row of a comparison. `changed` pairs an expected row with the actual row nearest to it; `moved` tells what stands at one
 * place on each side; `same` has only the actual row. Cells stand as {@link TableDiff.columns} do, as each side wrote them;
 * a column that a side lacks is null.
 */
export interface DiffRow {
  readonly status: 'same' | 'missing' | 'extra' | 'changed' | 'moved';
  readonly expected?: Row;
  readonly actual?: Row;
  /** For `changed`: indexes into {@link TableDiff.columns} of the cells that differ. */
  readonly cells?: readonly number[];
}

/** A column of the comparison, matched between the two sides. */
export interface DiffColumn {
  /** As expected; a column that only the actual side has keeps its own name. */
  readonly name: string;
  readonly expected?: Column;
  readonly actual?: Column;
  /** What is wrong with the column itself, whatever its values are: absent when nothing is. */
  readonly differs?: 'missing' | 'extra' | 'name' | 'place' | 'type';
}

/** Rows counted; distinct rows where the comparison ignores duplicates. */
export interface DiffCounts {
  readonly expected: number;
  readonly actual: number;
  /** Rows found on both sides. */
  readonly matching: number;
  readonly missing: number;
  readonly extra: number;
}

/** What sets all missing (or all extra) rows apart from every expected row that is there: a fact about one column. */
export interface RowTrait {
  /** Index into {@link TableDiff.columns}. */
  readonly column: number;
  /**
   * `null`: NULL, which no other row has. `values`: a few values, which no other row has. `below` and `above`: values that lie
   * beyond those of all other rows.
   */
  readonly kind: 'null' | 'values' | 'below' | 'above';
  /** Canonical texts: the values; for `below` and `above` the least and the greatest, once when they are equal. */
  readonly values: readonly string[];
  /** False when chance may well have made it so. */
  readonly sure: boolean;
}

/** How the rows that differ stand to a key: one column, or two, whose values tell all expected rows apart. */
export interface KeyClue {
  /** Indexes into {@link TableDiff.columns}. */
  readonly columns: readonly number[];
  /** Extra rows whose key another actual row has. */
  readonly repeated: number;
  /** Least and most rows that the actual side has for an expected key. */
  readonly copies: { readonly least: number; readonly most: number };
  /** Expected keys that no actual row has. */
  readonly lost: number;
  /** Extra rows with a key that is not expected. */
  readonly fresh: number;
  /** `filled`: where a key's row is missing, its extra rows hold values in place of NULL, and are right otherwise. */
  readonly filled: boolean;
}

/** Numbers that add up to the same on both sides, though rows and their number differ. */
export interface TotalClue {
  /** Indexes into {@link TableDiff.columns}: of the numbers. */
  readonly columns: readonly number[];
  /** The column for each of whose values they add up; over all rows when absent. */
  readonly by?: number;
}

/** Facts about all the rows that differ, not only about the sample: what a diagnosis stands on. */
export interface DiffClues {
  /** Extra rows that repeat a row that is also expected. */
  readonly repeated: number;
  /** Missing rows of which the actual side has a copy, only too few. */
  readonly collapsed: number;
  /** k > 1 when every row stands exactly k times as often as expected. */
  readonly factor?: number;
  /** Index of the one column without which the tables are equal. */
  readonly onlyColumn?: number;
  /** True when no expected row stands twice. */
  readonly distinct?: boolean;
  /** Least and most times that an expected row stands on the actual side, for one time that is expected; when none is missing. */
  readonly copies?: { readonly least: number; readonly most: number };
  /** The few columns, more than one, without which the tables are equal. */
  readonly severalColumns?: readonly number[];
  /** Two columns that hold each other's values. */
  readonly swapped?: readonly [number, number];
  /** A wrong column that holds the values of another one. */
  readonly copied?: { readonly column: number; readonly from: number };
  /** When rows are only missing, or only too many: what they have in common, likeliest first. */
  readonly traits?: readonly RowTrait[];
  /** The column of which every value is there in exactly one row, though more rows are expected. */
  readonly oneRowFor?: number;
  readonly key?: KeyClue;
  readonly totals?: TotalClue;
}

/** The outcome of comparing two tables, with a bounded sample of rows to show. */
export interface TableDiff {
  readonly equal: boolean;
  readonly columns: readonly DiffColumn[];
  /** At most the asked-for sample; differing rows first. */
  readonly rows: readonly DiffRow[];
  readonly counts: DiffCounts;
  /** True when the rows are the same but stand in another order than asked for. */
  readonly orderOnly: boolean;
  /** Rows that differ but are not in {@link rows}; a missing and an extra row that may be one changed row count once. */
  readonly hidden: number;
  readonly clues?: DiffClues;
}

/** What the learner may look at to understand a result. */
export type Evidence =
  | { readonly kind: 'table'; readonly caption: string; readonly diff: TableDiff }
  | { readonly kind: 'text'; readonly expected?: string; readonly actual?: string };

/** What a check kind reports. The engine adds identity, points and time and makes it a {@link CheckResult}. */
export interface CheckOutcome {
  readonly status: 'passed' | 'failed';
  /** One or two plain sentences; `code` in backticks. */
  readonly message: string;
  /** The next thing to try or look at. */
  readonly help?: string;
  readonly evidence?: Evidence;
  readonly location?: SourceLocation;
  readonly isolation: Isolation;
  /** Raw output worth keeping (notices, server log lines). */
  readonly log?: string;
  /** Class or id of the cause that was found, for hints. */
  readonly diagnosis?: string;
  /** Share of the points earned, 0 to 1; 1 for passed and 0 for failed when absent. */
  readonly credit?: number;
}

export interface CheckResult {
  readonly checkId: string;
  readonly title: string;
  readonly kind: string;
  readonly requirement?: string;
  readonly status: CheckStatus;
  readonly message: string;
  readonly help?: string;
  readonly evidence?: Evidence;
  readonly location?: SourceLocation;
  readonly log?: string;
  readonly diagnosis?: string;
  readonly points: number;
  readonly maxPoints: number;
  readonly durationMs: number;
  readonly isolation: Isolation;
  /** Seed of generated data, when the check used any. */
  readonly seed?: number;
}

export interface Grade {
  readonly points: number;
  readonly maxPoints: number;
  /** points / maxPoints, 0 to 1. */
  readonly fraction: number;
  readonly passed: boolean;
  /** False when a check ended in error, timeout of ours or cancellation: shown, but stored as no attempt. */
  readonly gradable: boolean;
}

/** One check run over one exercise (or quiz): what the panel, Test Explorer, CLI and JUnit output render. */
export interface CheckRun {
  readonly format: typeof resultFormat;
  readonly id: string;
  readonly courseId: string;
  readonly itemId: string;
  readonly exerciseId: string;
  readonly exerciseTitle: string;
  readonly trigger: 'save' | 'command' | 'task' | 'submit';
  /** Which checks and data were used; absent means all. */
  readonly tier?: Tier;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly results: readonly CheckResult[];
  readonly grade: Grade;
  /** For example `PostgreSQL 18.4`. */
  readonly environment: readonly string[];
}
