import type { CheckRun } from '../../src/core/check/result.js';
import { addAttempt, noProgress, type LabProgress } from '../../src/core/course/progress.js';

export const sampleRun = (id: string, log = ''): CheckRun => ({
  format: 1,
  id,
  courseId: 'course',
  itemId: 'item',
  exerciseId: 'e',
  exerciseTitle: 'Exercise',
  trigger: 'command',
  startedAt: 1_700_000_000_000,
  durationMs: 12,
  results: [
    {
      checkId: 'c',
      title: 'Check',
      kind: 'sql.query',
      status: 'failed',
      message: 'Two rows are missing.',
      log,
      points: 0,
      maxPoints: 1,
      durationMs: 3,
      isolation: 'readonly',
    },
  ],
  grade: { points: 0, maxPoints: 1, fraction: 0, passed: false, gradable: true },
  environment: [],
});

export const withAttempts = (count: number): LabProgress =>
  Array.from({ length: count }, (_, index) => sampleRun(`run-${index + 1}`)).reduce(
    (progress, run) => addAttempt(progress, run),
    noProgress,
  );

/** About 300 KB, so that a write takes a while; every part of it tells the count it belongs to. */
export const bigProgress = (count: number): LabProgress => {
  const { exercises } = addAttempt(
    noProgress,
    sampleRun(`run-${count}`, `${count} `.repeat(300_000 / `${count} `.length)),
  );
  const exercise = exercises['e'];
  return exercise ? { ...noProgress, exercises: { e: { ...exercise, count } } } : noProgress;
};
