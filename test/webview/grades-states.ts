import { courseGrades, type Assessment } from '../../src/core/course/gradebook.js';
import type { ToGrades } from '../../src/protocol/grades-page.js';

const assessment = (itemId: string, title: string, more: Partial<Assessment> = {}): Assessment => ({
  itemId,
  kind: 'lab',
  module: 'Model data',
  title,
  grading: 'graded',
  optional: false,
  points: { best: 0, max: 20 },
  attempts: 0,
  ...more,
});

const { grading: _, ...broken } = assessment('broken', 'broken');

const modelling = courseGrades({ id: 'modelling', title: 'Data modelling' }, [
  assessment('warm-up', 'First tables', { grading: 'practice', points: { best: 10, max: 10 }, attempts: 3 }),
  assessment('shop', 'Model the shop in PostgreSQL', { points: { best: 61.5, max: 70 }, attempts: 41 }),
  assessment('quiz-keys', 'Keys and normal forms', {
    kind: 'quiz',
    module: 'Keys',
    points: { best: 6, max: 10 },
    attempts: 1,
  }),
  assessment('wide', 'One wide table for every query, and why that is sometimes right', { module: 'Keys' }),
  assessment('more', 'More keys', { module: 'Keys', optional: true, kind: 'quiz', points: { best: 0, max: 5 } }),
  { ...broken, problem: 'Line 4: `grading` must be `graded` or `practice`.', points: { best: 0, max: 0 } },
]);

const practice = courseGrades({ id: 'practice', title: 'Practice only' }, [
  assessment('one', 'A practice lab', { grading: 'practice', points: { best: 1, max: 4 }, attempts: 2 }),
]);

export const gradesCourses = [modelling, practice];

/** What the host would send, by the name of what the grades page then shows. */
export const gradesStates: Readonly<Record<string, readonly ToGrades[]>> = {
  grades: [{ type: 'grades', courses: gradesCourses }],
  'grades-none': [{ type: 'grades', courses: [] }],
  'grades-problem': [
    { type: 'problem', message: 'The lab engine ended too often.', cure: 'Restart it; the log says why.' },
  ],
};
