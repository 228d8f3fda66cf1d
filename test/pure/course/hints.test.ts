import { describe, expect, it } from 'vitest';
import type { Hint } from '../../../src/core/course/course.js';
import { countHints, nextHint, offeredHints } from '../../../src/core/course/hints.js';
import { noProgress, progressOf, revealHint, type ExerciseProgress } from '../../../src/core/course/progress.js';
import { resultOf, runOf } from '../../support/runs.js';

const hints: readonly Hint[] = [
  { text: 'general' },
  { text: 'rows 1', check: 'rows' },
  { text: 'fan-out 1', check: 'rows', when: 'fan-out' },
  { text: 'rows 2', check: 'rows' },
  { text: 'fan-out 2', check: 'rows', when: 'fan-out' },
  { text: 'order', when: 'order-only' },
];
const exercise = { hints };

const diagnosed = (checkId: string, diagnosis?: string): ExerciseProgress['attempts'] => [
  { number: 1, run: runOf([resultOf(checkId, 'failed', diagnosis === undefined ? {} : { diagnosis })]) },
];
const texts = (check: string | undefined, progress: Pick<ExerciseProgress, 'hints' | 'attempts'>) =>
  offeredHints(exercise, check, progress).map(({ text, revealed }) => (revealed ? text.toUpperCase() : text));

/** Reveals as the engine does, again and again; gives the texts in the order in which they came. */
const revealAll = (check: string | undefined, attempts: ExerciseProgress['attempts']): readonly string[] => {
  let progress = noProgress;
  const seen: string[] = [];
  for (;;) {
    const next = nextHint(offeredHints(exercise, check, { attempts, hints: progressOf(progress, 'e').hints }));
    if (!next) return seen;
    seen.push(next.text);
    progress = revealHint(progress, 'e', next.ladder, next.ladderSize);
  }
};

describe('hints on offer', () => {
  it('leave out those of a diagnosis that the last run does not have', () => {
    expect(texts('rows', { hints: {}, attempts: [] })).toEqual(['rows 1', 'rows 2']);
    expect(texts(undefined, { hints: {}, attempts: diagnosed('rows', 'fan-out') })).toEqual(['general']);
  });

  it('have those of the diagnosis in their place, while it lasts', () => {
    const attempts = diagnosed('rows', 'fan-out');
    expect(texts('rows', { hints: {}, attempts })).toEqual(['rows 1', 'fan-out 1', 'rows 2', 'fan-out 2']);
    expect(texts('rows', { hints: {}, attempts: [...attempts, ...diagnosed('rows')] })).toEqual(['rows 1', 'rows 2']);
  });

  it('of a check need the diagnosis of that check; those of the exercise that of any', () => {
    expect(texts('rows', { hints: {}, attempts: diagnosed('other', 'fan-out') })).toEqual(['rows 1', 'rows 2']);
    expect(texts(undefined, { hints: {}, attempts: diagnosed('other', 'order-only') })).toEqual(['general', 'order']);
  });

  it('stay revealed when others come and go', () => {
    const before = { rows: 1, 'rows?fan-out': 1 };
    expect(texts('rows', { hints: before, attempts: [] })).toEqual(['ROWS 1', 'rows 2']);
    const attempts = diagnosed('rows', 'fan-out');
    expect(texts('rows', { hints: before, attempts })).toEqual(['ROWS 1', 'FAN-OUT 1', 'rows 2', 'fan-out 2']);
  });
});

describe('the next hint', () => {
  it('is one for the diagnosis first, and each comes once', () => {
    expect(revealAll('rows', diagnosed('rows', 'fan-out'))).toEqual(['fan-out 1', 'fan-out 2', 'rows 1', 'rows 2']);
    expect(revealAll('rows', [])).toEqual(['rows 1', 'rows 2']);
    expect(revealAll('none', [])).toEqual([]);
  });
});

describe('counting hints', () => {
  it('takes all checks together, and only what is on offer', () => {
    expect(countHints(exercise, { hints: { '': 1, 'rows?fan-out': 2 }, attempts: [] })).toEqual({
      offered: 3,
      revealed: 1,
    });
    expect(countHints({ hints: [] }, { hints: {}, attempts: [] })).toEqual({ offered: 0, revealed: 0 });
  });
});
