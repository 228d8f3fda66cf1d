import type { CourseGrades, GradebookEntry } from './gradebook.js';

const header = [
  'course',
  'module',
  'assessment',
  'title',
  'kind',
  'grading',
  'counts',
  'weight',
  'points',
  'max points',
  'best',
  'pass line',
  'passed',
  'attempts',
];

/** At most four decimals, with a point: what every spreadsheet reads. */
const decimal = (value: number): string => String(Math.round(value * 1e4) / 1e4);

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** Titles are the author's: a spreadsheet must not take one for a formula. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const row = (courseId: string, entry: GradebookEntry): readonly string[] => [
  courseId,
  harmless(entry.module),
  entry.itemId,
  harmless(entry.title),
  entry.kind,
  entry.grading ?? '',
  yesNo(entry.counts),
  decimal(entry.weight),
  decimal(entry.points.best),
  decimal(entry.points.max),
  decimal(entry.fraction),
  decimal(entry.passLine),
  yesNo(entry.passed),
  String(entry.attempts),
];

/** Grades as CSV (RFC 4180), one line per assessment below a header. Shares are fractions of 1. */
export const gradebookCsv = (courses: readonly CourseGrades[]): string =>
  [header, ...courses.flatMap(({ courseId, entries }) => entries.map((entry) => row(courseId, entry)))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');
