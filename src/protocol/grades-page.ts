import type { CourseGrades } from '../core/course/gradebook.js';

/** Host to the grades page. */
export type ToGrades =
  | { readonly type: 'grades'; readonly courses: readonly CourseGrades[] }
  /** The grades can't be read: why, and what mends it. */
  | { readonly type: 'problem'; readonly message: string; readonly cure?: string };

/** Grades page to host. Closed set. */
export type FromGrades =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly courseId: string; readonly itemId: string }
  | { readonly type: 'export'; readonly format: 'csv' | 'json' };
