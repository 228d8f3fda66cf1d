// Learner copies of the courses, made the way an instructor's pack reaches a learner: packed, then installed.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './setup.mjs';

const delabs = async (...args) => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    path.join(root, 'dist', 'cli.mjs'),
    '--json',
    ...args,
  ]);
  return JSON.parse(stdout);
};

/**
 * @param {string} from folder of complete courses
 * @param {string} to folder that gets a folder for each
 */
export async function copyCourses(from, to) {
  const scratch = await mkdtemp(path.join(tmpdir(), 'delabs-courses-'));
  try {
    const courses = (await readdir(from, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const { name } of courses) {
      const file = path.join(scratch, `${name}.labpack`);
      await delabs('pack', name, '--out', file, '--courses', from);
      const { folder } = await delabs('install', file, '--home', scratch);
      await cp(folder, path.join(to, name), { recursive: true });
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
