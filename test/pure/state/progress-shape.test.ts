import { describe, expect, it } from 'vitest';
import { noProgress, type LabProgress } from '../../../src/core/course/progress.js';
import { decodeProgress, encodeProgress } from '../../../src/node/state/progress-shape.js';
import { withAttempts } from '../../node/progress-samples.js';

const changed = (change: (record: Record<string, unknown>) => unknown): string =>
  JSON.stringify(change(JSON.parse(encodeProgress(withAttempts(2))) as Record<string, unknown>));
const firstAttempt = (progress: LabProgress) => progress.exercises['e']!.attempts[0]!;

describe('a stored record', () => {
  it.each([noProgress, withAttempts(1), withAttempts(30)])('is read as it was written', (progress) => {
    expect(decodeProgress(encodeProgress(progress))).toEqual({ kind: 'good', progress });
  });

  it('keeps keys it does not know, at every depth', () => {
    const text = changed((record) => {
      const progress = record as unknown as LabProgress;
      Object.assign(firstAttempt(progress).run, { later: 1 });
      Object.assign(firstAttempt(progress).run.results[0]!, { later: 2 });
      return { ...record, later: 3 };
    });
    const decoded = decodeProgress(text);
    expect(decoded.kind === 'good' && JSON.stringify(decoded.progress)).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['half of one', encodeProgress(withAttempts(1)).slice(0, -5)],
    ['null', 'null'],
    ['a list', '[]'],
    ['one without a format', '{"exercises":{}}'],
    ['one with format 0', changed((record) => ({ ...record, format: 0 }))],
    ['one without exercises', '{"format":1}'],
    ['a wrong count', changed((record) => ({ ...record, exercises: { e: { count: -1 } } }))],
    [
      'an unknown status',
      changed((record) => {
        Object.assign(firstAttempt(record as unknown as LabProgress).run.results[0]!, { status: 'perhaps' });
        return record;
      }),
    ],
  ])('is damaged when it is %s', (_name, text) => {
    expect(decodeProgress(text)).toMatchObject({ kind: 'corrupt' });
  });

  it('is newer by its own format or that of a run', () => {
    expect(decodeProgress('{"format":2}')).toEqual({ kind: 'newer', format: 2 });
    const text = changed((record) => {
      Object.assign(firstAttempt(record as unknown as LabProgress).run, { format: 3 });
      return record;
    });
    expect(decodeProgress(text)).toEqual({ kind: 'newer', format: 3 });
  });
});
