import { describe, expect, it } from 'vitest';
import type { ExerciseProgress } from '../../../src/core/course/progress.js';
import { exerciseState, labState, nextExercise, totalPoints } from '../../../src/core/course/states.js';
import type { ExerciseState } from '../../../src/core/vocabulary.js';

const untouched: ExerciseProgress = { count: 0, attempts: [], bestPoints: 0, best: 0, hints: {} };
const attempted = (best: number): ExerciseProgress => ({ ...untouched, count: 3, best });

const exercise = (id: string, state: ExerciseState) => ({ id, state });

describe('exerciseState', () => {
  it.each<[string, ExerciseProgress, boolean, ExerciseState]>([
    ['nothing done', untouched, false, 'not-attempted'],
    ['a file changed', untouched, true, 'in-progress'],
    ['a hint seen', { ...untouched, hints: { '': 0, rows: 1 } }, false, 'in-progress'],
    ['no hint seen', { ...untouched, hints: { '': 0 } }, false, 'not-attempted'],
    ['nothing right', attempted(0), true, 'failed'],
    ['something right', attempted(0.01), true, 'partial'],
    ['just below the mark', attempted(0.79), true, 'partial'],
    ['the mark', attempted(0.8), false, 'passed'],
    ['the mark, as sums of fractions give it', attempted(0.1 + 0.7), false, 'passed'],
    ['everything', attempted(1), false, 'passed'],
  ])('%s', (_, progress, changed, state) => {
    expect(exerciseState(progress, changed)).toBe(state);
  });
});

describe('labState', () => {
  it.each<[string, ExerciseState]>([
    ['', 'not-attempted'],
    ['not-attempted not-attempted', 'not-attempted'],
    ['in-progress not-attempted', 'in-progress'],
    ['passed not-attempted', 'in-progress'],
    ['failed in-progress', 'in-progress'],
    ['failed failed', 'failed'],
    ['failed passed', 'partial'],
    ['partial passed', 'partial'],
    ['partial partial', 'partial'],
    ['passed passed', 'passed'],
  ])('of %s is %s', (states, state) => {
    expect(labState(states.split(' ').filter(Boolean) as ExerciseState[])).toBe(state);
  });
});

describe('what comes next', () => {
  it('is the first exercise that is not passed', () => {
    const exercises = [exercise('a', 'passed'), exercise('b', 'failed'), exercise('c', 'not-attempted')];
    expect(nextExercise(exercises)?.id).toBe('b');
    expect(nextExercise([exercise('a', 'passed'), exercise('b', 'passed')])?.id).toBe('b');
    expect(nextExercise([])).toBeUndefined();
  });
});

describe('totalPoints', () => {
  it('adds what was reached and what can be', () => {
    expect(
      totalPoints([
        { best: 1.5, max: 2 },
        { best: 0, max: 3 },
      ]),
    ).toEqual({ best: 1.5, max: 5 });
    expect(totalPoints([])).toEqual({ best: 0, max: 0 });
  });
});
