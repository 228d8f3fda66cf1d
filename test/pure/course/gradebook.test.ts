import { describe, expect, it } from 'vitest';
import { courseGrades, type Assessment } from '../../../src/core/course/gradebook.js';
import { gradebookCsv } from '../../../src/core/course/gradebook-csv.js';

const assessment = (itemId: string, best: number, max: number, more: Partial<Assessment> = {}): Assessment => ({
  itemId,
  kind: 'lab',
  module: 'Basics',
  title: `Lab ${itemId}`,
  grading: 'graded',
  optional: false,
  points: { best, max },
  attempts: 1,
  ...more,
});

const grades = (...assessments: readonly Assessment[]) => courseGrades({ id: 'course', title: 'Course' }, assessments);

describe('grades of a course', () => {
  it('weigh each assessment by its share of the points that count', () => {
    const { entries, total } = grades(
      assessment('a', 30, 30),
      assessment('b', 5, 10),
      assessment('p', 0, 60, { grading: 'practice' }),
      assessment('o', 20, 20, { optional: true }),
    );
    expect(entries.map(({ counts, weight }) => [counts, weight])).toEqual([
      [true, 0.75],
      [true, 0.25],
      [false, 0],
      [false, 0],
    ]);
    expect(total).toEqual({ best: 35, max: 40, fraction: 0.875, assessments: 2, passed: 1 });
  });

  it.each([
    [7.9, 1, false],
    [8, 1, true],
    [0.1 + 0.7, 1, true],
    [0, 0, false],
  ])('with %d points of a lab and %d attempts', (best, attempts, passed) => {
    const max = best < 1 && best > 0 ? 1 : 10;
    expect(grades(assessment('a', best, max, { attempts })).entries[0]?.passed).toBe(passed);
  });

  it('of practice say whether it was passed, and count for nothing', () => {
    const { entries, total } = grades(assessment('p', 10, 10, { grading: 'practice' }));
    expect(entries[0]).toMatchObject({ counts: false, passed: true, fraction: 1, passLine: 0.8 });
    expect(total).toEqual({ best: 0, max: 0, fraction: 0, assessments: 0, passed: 0 });
  });

  it('of what can not be read are no grade and no pass', () => {
    const { grading: _, ...broken } = assessment('x', 0, 0, { attempts: 0, problem: 'Line 3 is wrong.' });
    expect(grades(broken).entries[0]).toMatchObject({ counts: false, passed: false, fraction: 0, weight: 0 });
  });
});

describe('grades as CSV', () => {
  it('have a line for each assessment below a header', () => {
    const lines = gradebookCsv([
      grades(assessment('a', 1, 3, { attempts: 4 }), assessment('q', 1, 1, { kind: 'quiz' })),
    ]);
    expect(lines.split('\r\n')).toEqual([
      'course,module,assessment,title,kind,grading,counts,weight,points,max points,best,pass line,passed,attempts',
      'course,Basics,a,Lab a,lab,graded,yes,0.75,1,3,0.3333,0.8,no,4',
      'course,Basics,q,Lab q,quiz,graded,yes,0.25,1,1,1,0.8,yes,1',
      '',
    ]);
  });

  it('quote what must be quoted, and keep titles from being formulas', () => {
    const odd = assessment('a', 0, 1, { title: '=HYPERLINK("x")', module: 'One, two' });
    expect(gradebookCsv([grades(odd)])).toContain('course,"One, two",a,"\'=HYPERLINK(""x"")",lab');
  });
});
