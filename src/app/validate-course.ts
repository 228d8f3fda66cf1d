import type { Diagnostic } from '../core/manifest/diagnostic.js';
import { manifestOf, type Catalog } from './catalog.js';
import { inParallel } from './in-parallel.js';
import type { ValidationCache } from './validation-cache.js';
import { isAssessed } from '../core/course/states.js';

/** Manifests that are read at the same time: enough to parse one while the disk finds the next. */
const atATime = 8;

/**
 * Every diagnostic of a course: of course.yaml, and of each lab and quiz it lists, in the order of the course.
 * @param cache spares reading what has not changed since it was last validated
 */
export const validateCourse = async (
  catalog: Catalog,
  courseId: string,
  cache?: ValidationCache,
): Promise<readonly Diagnostic[]> => {
  const entry = (await catalog.courses()).find((candidate) => candidate.id === courseId);
  if (!entry) return [];
  const loaded = await catalog.readCourse(entry);
  if (!loaded.ok) return loaded.diagnostics;
  const items = loaded.value.modules.flatMap((module) => module.items).filter((item) => isAssessed(item.kind));
  const kept = await cache?.open(entry.file);
  const found = await inParallel(items, atATime, async (item) => {
    const read = () => catalog.read(item);
    return kept ? kept.diagnostics(manifestOf(item), read) : (await read()).diagnostics;
  });
  await kept?.save();
  return [...loaded.diagnostics, ...found.flat()];
};
