import type { CheckRun, Grade } from '../check/result.js';
import type { CheckStatus, Tier } from '../vocabulary.js';
import type { Attempt } from './progress.js';

/** A file of an attempt against the attempt before it. */
export interface FileChange {
  readonly path: string;
  readonly change: 'same' | 'changed' | 'new' | 'gone';
  /** Whether what it held can still be shown. */
  readonly kept: boolean;
}

/** A check that came out otherwise; without `before` or `after` it was not part of that run. */
export interface CheckChange {
  readonly checkId: string;
  readonly title: string;
  readonly before?: CheckStatus;
  readonly after?: CheckStatus;
}

/** An attempt as a list of them shows it. */
export interface AttemptSummary {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly trigger: CheckRun['trigger'];
  readonly tier?: Tier;
  readonly grade: Grade;
  /** Every file it was made with; absent when its files were not kept. */
  readonly files?: readonly FileChange[];
  /** Checks that came out otherwise than in the attempt before; empty for the first. */
  readonly checks: readonly CheckChange[];
}

/** The checks that came out otherwise in `after` than in `before`, in the order of `after`. */
export const compareRuns = (
  before: Pick<CheckRun, 'results'>,
  after: Pick<CheckRun, 'results'>,
): readonly CheckChange[] => {
  const earlier = new Map(before.results.map((result) => [result.checkId, result.status]));
  const later = new Set(after.results.map(({ checkId }) => checkId));
  const changed = after.results.flatMap(({ checkId, title, status }) => {
    const was = earlier.get(checkId);
    return was === status ? [] : [{ checkId, title, after: status, ...(was === undefined ? {} : { before: was }) }];
  });
  const gone = before.results.filter(({ checkId }) => !later.has(checkId));
  return [...changed, ...gone.map(({ checkId, title, status }) => ({ checkId, title, before: status }))];
};

const filesOf = (before: Attempt['files'], after: NonNullable<Attempt['files']>): readonly FileChange[] => {
  const changeOf = (path: string): FileChange['change'] => {
    const was = before?.[path];
    const now = after[path];
    if (!was) return 'new';
    return was.size === now?.size && was.content === now.content ? 'same' : 'changed';
  };
  const gone = Object.keys(before ?? {}).filter((path) => !Object.hasOwn(after, path));
  return [
    ...Object.entries(after).map(([path, { content }]) => ({
      path,
      change: changeOf(path),
      kept: content !== undefined,
    })),
    ...gone.map((path) => ({ path, change: 'gone' as const, kept: false })),
  ];
};

const summaryOf = ({ number, run, files }: Attempt, before: Attempt | undefined): AttemptSummary => ({
  number,
  startedAt: run.startedAt,
  trigger: run.trigger,
  ...(run.tier === undefined ? {} : { tier: run.tier }),
  grade: run.grade,
  ...(files ? { files: filesOf(before?.files, files) } : {}),
  checks: before ? compareRuns(before.run, run) : [],
});

/** Attempts (oldest first) as a list of what happened, newest first; each against the one before it that is still kept. */
export const attemptHistory = (attempts: readonly Attempt[]): readonly AttemptSummary[] =>
  attempts.map((attempt, index) => summaryOf(attempt, attempts[index - 1])).toReversed();
