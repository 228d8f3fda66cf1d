// Builds the extension package: bundles, learner copies of the courses, and one VSIX in out/.
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { buildAll } from './build.mjs';
import { copyCourses } from './courses.mjs';
import { root } from './setup.mjs';

export const vsixFile = path.join(root, 'out', 'data-engineering-labs.vsix');

/** @returns {Promise<string>} the VSIX file */
export async function buildVsix() {
  const { outdir } = await buildAll();
  await copyCourses(path.join(root, 'labs'), path.join(outdir, 'labs'));
  await mkdir(path.dirname(vsixFile), { recursive: true });
  await rm(vsixFile, { force: true });
  await createVSIX({
    cwd: root,
    packagePath: vsixFile,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  return vsixFile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = await buildVsix();
  console.log(`${path.relative(root, file)} ${((await stat(file)).size / 1e6).toFixed(2)} MB`);
}
