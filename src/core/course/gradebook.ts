import { passMark, type Grading } from '../vocabulary.js';
import { totalPoints, type Points } from './states.js';

/** A lab or quiz of a course, and how the learner stands in it. */
export interface Assessment {
  readonly itemId: string;
  readonly kind: 'lab' | 'quiz';
  readonly module: string;
  readonly title: string;
  /** Absent when the manifest can't be read. */
  readonly grading?: Grading;
  readonly optional: boolean;
  /** Best points of every exercise, added up. */
  readonly points: Points;
  readonly attempts: number;
  /** Why there is nothing to say about it: a broken manifest or an unreadable record. */
  readonly problem?: string;
}

export interface GradebookEntry extends Assessment {
  /** False for practice and for optional items: they are listed, and change no grade. */
  readonly counts: boolean;
  /** Share of the course's points, 0 to 1; 0 where it does not count. */
  readonly weight: number;
  /** Best points of those to be had, 0 to 1. */
  readonly fraction: number;
  /** Fraction that passes, 0 to 1. */
  readonly passLine: number;
  readonly passed: boolean;
}

/** The grades of one course: every assessment in teaching order, and what those that count add up to. */
export interface CourseGrades {
  readonly courseId: string;
  readonly title: string;
  readonly entries: readonly GradebookEntry[];
  readonly total: Points & {
    readonly fraction: number;
    /** Assessments that count. */
    readonly assessments: number;
    /** Those of them that are passed. */
    readonly passed: number;
  };
}

/** Sums of points are sums of binary fractions: 0.1 + 0.7 must still reach 0.8. */
const rounding = 1e-9;

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

const isCounted = ({ grading, optional }: Assessment): boolean => grading === 'graded' && !optional;

const entryOf = (assessment: Assessment, courseMax: number): GradebookEntry => {
  const { points } = assessment;
  const counts = isCounted(assessment);
  const fraction = share(points.best, points.max);
  return {
    ...assessment,
    counts,
    weight: counts ? share(points.max, courseMax) : 0,
    fraction,
    passLine: passMark,
    passed: assessment.attempts > 0 && fraction >= passMark - rounding,
  };
};

/** Grades of a course from its assessments in teaching order. A course in which nothing counts has 0 points to be had. */
export const courseGrades = (
  course: { readonly id: string; readonly title: string },
  assessments: readonly Assessment[],
): CourseGrades => {
  const counted = totalPoints(assessments.filter(isCounted).map(({ points }) => points));
  const entries = assessments.map((assessment) => entryOf(assessment, counted.max));
  return {
    courseId: course.id,
    title: course.title,
    entries,
    total: {
      ...counted,
      fraction: share(counted.best, counted.max),
      assessments: entries.filter(({ counts }) => counts).length,
      passed: entries.filter(({ counts, passed }) => counts && passed).length,
    },
  };
};
