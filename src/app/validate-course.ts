import type { Diagnostic } from '../core/manifest/diagnostic.js';
import type { Catalog } from './catalog.js';

/** Every diagnostic of a course: of course.yaml, and of each lab and quiz it lists. */
export const validateCourse = async (catalog: Catalog, courseId: string): Promise<readonly Diagnostic[]> => {
  const entry = (await catalog.courses()).find((candidate) => candidate.id === courseId);
  if (!entry) return [];
  if (!entry.loaded.ok) return entry.loaded.diagnostics;
  const found: Diagnostic[] = [...entry.loaded.diagnostics];
  for (const item of entry.loaded.value.modules.flatMap((module) => module.items)) {
    if (item.kind === 'lab' || item.kind === 'quiz') found.push(...(await catalog.load(item)).diagnostics);
  }
  return found;
};
