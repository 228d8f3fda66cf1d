import { describe, expect, it } from 'vitest';
import { exerciseAtWork } from '../../../src/core/course/exercise-at-work.js';

const sharing = [
  { id: 'songs', state: 'passed' },
  { id: 'users', state: 'partial' },
  { id: 'plays', state: 'in-progress' },
] as const;

describe('a file that several exercises share', () => {
  it('belongs to the exercise looked at last', () => {
    expect(exerciseAtWork(sharing, 'plays')).toBe('plays');
    expect(exerciseAtWork(sharing, 'songs')).toBe('songs');
  });

  it('belongs to the first that is not passed when another one was looked at', () => {
    expect(exerciseAtWork(sharing, undefined)).toBe('users');
    expect(exerciseAtWork(sharing, 'bulk-load')).toBe('users');
  });

  it('belongs to the last when all are passed', () => {
    const passed = sharing.map(({ id }) => ({ id, state: 'passed' }) as const);
    expect(exerciseAtWork(passed, undefined)).toBe('plays');
  });
});

describe('other files', () => {
  it('belong to their only exercise, or to none', () => {
    expect(exerciseAtWork(sharing.slice(0, 1), 'users')).toBe('songs');
    expect(exerciseAtWork([], 'users')).toBeUndefined();
  });
});
