import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import type { InstallDeps } from '../../../src/app/packs/ports.js';
import { LabError } from '../../../src/core/errors.js';
import { installTools } from '../../../src/node/packs/pack-tools.js';

/** Installs without the manifest loader: a course is valid when its course.yaml has an id. */
export const deps: InstallDeps = installTools(async (folder) => {
  const file = `${folder}/course.yaml`;
  const course = load(await readFile(file, 'utf8'));
  if (typeof course === 'object' && course !== null && 'id' in course && typeof course.id === 'string')
    return { id: course.id };
  throw new LabError('manifest-invalid', `The course in ${file} has no id.`, { file, line: 3 });
});
