import { collectGrades } from '../app/grades.js';
import { gradebookCsv } from '../core/course/gradebook-csv.js';
import type { Handlers } from './handler.js';

export const gradeHandlers: Pick<Handlers, 'grades' | 'gradesFile'> = {
  grades: ({ deps }) => collectGrades(deps),

  gradesFile: async ({ deps }, { format }) => {
    const courses = await collectGrades(deps);
    return { text: format === 'csv' ? gradebookCsv(courses) : `${JSON.stringify({ courses }, undefined, 2)}\n` };
  },
};
