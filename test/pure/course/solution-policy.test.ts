import { describe, expect, it } from 'vitest';
import { solutionPolicy, type SolutionFacts } from '../../../src/core/course/solution-policy.js';

const practice: SolutionFacts = {
  grading: 'practice',
  exists: true,
  attempts: 0,
  hints: { offered: 2, revealed: 1 },
};
const said = (facts: SolutionFacts): string => {
  const answer = solutionPolicy(facts);
  return answer.allowed ? 'allowed' : `${answer.reason} ${answer.cure}`;
};

describe('the solution of a practice exercise', () => {
  it('is shown after an attempt, or when all hints are used up', () => {
    expect(said({ ...practice, attempts: 1 })).toBe('allowed');
    expect(said({ ...practice, hints: { offered: 2, revealed: 2 } })).toBe('allowed');
  });

  it('is not shown before, and says what to do', () => {
    expect(said(practice)).toMatch(/after your first attempt.*or reveal all hints/);
  });

  it('is not shown for hints that do not exist', () => {
    expect(said({ ...practice, hints: { offered: 0, revealed: 0 } })).toMatch(/after your first attempt.*any attempt/);
  });

  it('is not shown where there is none', () => {
    expect(said({ ...practice, exists: false, attempts: 3 })).toMatch(/holds no solution/);
  });
});

describe('the solution of a graded exercise', () => {
  it('is shown in a copy that has one, and in no other', () => {
    expect(said({ ...practice, grading: 'graded' })).toBe('allowed');
    expect(said({ ...practice, grading: 'graded', exists: false, attempts: 9 })).toMatch(
      /graded.*not part of your copy/,
    );
  });
});
