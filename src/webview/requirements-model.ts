import type { CheckResult } from '../core/check/result.js';
import type { Mark } from './icons.js';
import type { CheckRow } from './state.js';

/** A requirement and how its checks stand. */
export interface RequirementRow {
  readonly id: string;
  readonly text: string;
  readonly mark: Mark;
  /** Checks that name it, and those of them that pass. */
  readonly checks: number;
  readonly passed: number;
}

/** What is wrong speaks before what could not be checked, and that before what is still open. */
const order: readonly Mark[] = ['pending', 'failed', 'timeout', 'error', 'cancelled', 'skipped', 'idle'];

const markOf = ({ pending, result }: CheckRow, slow: boolean): Mark => {
  if (pending && slow) return 'pending';
  return result?.status ?? 'idle';
};

const summary = (marks: readonly Mark[]): Mark => {
  if (marks.length === 0) return 'idle';
  return order.find((mark) => marks.includes(mark)) ?? 'passed';
};

const passes = (result: CheckResult | undefined): boolean => result?.status === 'passed';

/**
 * The requirements in the author's order. One is met when all checks that name it pass.
 * @param slow true once a run has taken long enough for its waiting to be shown
 */
export const requirementRows = (
  requirements: Readonly<Record<string, string>>,
  rows: readonly CheckRow[],
  slow: boolean,
): readonly RequirementRow[] =>
  Object.entries(requirements).map(([id, text]) => {
    const mine = rows.filter(({ heading }) => heading.requirement === id);
    return {
      id,
      text,
      mark: summary(mine.map((row) => markOf(row, slow))),
      checks: mine.length,
      passed: mine.filter(({ result }) => passes(result)).length,
    };
  });
