import { describe, expect, it } from 'vitest';
import { resultsSheet } from '../../../src/core/check/text/results-sheet.js';
import { resultOf, runOf } from '../../support/runs.js';

const failed = resultOf('b', 'failed', { message: 'Two rows are missing.', location: { file: 'a.sql', line: 3 } });

describe('the results of a run as a sheet', () => {
  it('has a line for each check, and what it said where it did not pass', () => {
    expect(resultsSheet(runOf([resultOf('a', 'passed'), failed]))).toBe(
      'E\n50 %, 1 of 2 points\n\npassed: Check a (1 of 1)\nfailed: Check b (0 of 1)\n  Two rows are missing. (a.sql:3)\n',
    );
  });

  it('is the same for runs that came out the same, however long they took', () => {
    const again = runOf([{ ...failed, durationMs: 900 }], { id: 'other', startedAt: 7, durationMs: 900 });
    expect(resultsSheet(again)).toBe(resultsSheet(runOf([failed])));
  });
});
