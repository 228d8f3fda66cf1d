import { describe, expect, it } from 'vitest';
import { choose, isSubmitted, unanswered, usableAnswers } from '../../src/webview/quiz-answers.js';
import { questions } from './fixtures.js';

const [single, multiple] = questions;
if (!single || !multiple) throw new Error('two questions expected');

describe('answers of a quiz', () => {
  it('are one option for a single choice and any for a multiple one, in the order of the options', () => {
    expect(choose(choose({}, single, 'event', true), single, 'user', true)).toEqual({ grain: ['user'] });
    const two = choose(choose({}, multiple, 'try', true), multiple, 'upsert', true);
    expect(two).toEqual({ conflict: ['upsert', 'try'] });
    expect(choose(two, multiple, 'try', false)).toEqual({ conflict: ['upsert'] });
  });

  it('are missing while nothing is chosen', () => {
    expect(unanswered({}, questions)).toBe(2);
    expect(unanswered({ grain: ['event'], conflict: [] }, questions)).toBe(1);
  });

  it('kept from before a reload lose options that are gone', () => {
    expect(usableAnswers({ grain: ['event', 'gone'], old: ['x'] }, questions)).toEqual({
      grain: ['event'],
      conflict: [],
    });
  });

  it('hold their mark only while they are what was submitted', () => {
    const marked = { ...multiple, chosen: ['upsert', 'try'] };
    expect(isSubmitted({ conflict: ['try', 'upsert'] }, marked)).toBe(true);
    expect(isSubmitted({ conflict: ['upsert'] }, marked)).toBe(false);
    expect(isSubmitted({ conflict: ['upsert', 'truncate'] }, marked)).toBe(false);
  });
});
