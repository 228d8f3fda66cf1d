import type { FromGrades } from '../../../protocol/grades-page.js';

/** A message of the grades page, or `undefined` for anything the protocol does not name. */
export const parseFromGrades = (message: unknown): FromGrades | undefined => {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, courseId, itemId, format } = message as Readonly<Record<string, unknown>>;
  switch (type) {
    case 'ready':
      return { type };
    case 'open':
      return typeof courseId === 'string' && typeof itemId === 'string' ? { type, courseId, itemId } : undefined;
    case 'export':
      return format === 'csv' || format === 'json' ? { type, format } : undefined;
    default:
      return undefined;
  }
};
