// The cases as a course: one lab on the seed, one exercise for each case with the right answer as its solution. The contract
// suite and `npm run bench -- diagnosis` run the same one.
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dump, load } from 'js-yaml';

const here = path.dirname(fileURLToPath(import.meta.url));

export const lab = { courseId: 'diagnosis', itemId: 'mistakes' };

/** @param {{ id: string }} one */
export const fileOf = ({ id }) => `${id}.sql`;

/** Every case, in the order of the files. @returns {Promise<readonly import('./cases.js').Case[]>} */
export const readCases = async () => {
  const folder = path.join(here, 'cases');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.flatMap((text) => /** @type {import('./cases.js').Case[]} */ (load(text)));
};

/** The right answer as the learner's file. @param {import('./cases.js').Case} one */
export const solutionOf = ({ table, right }) => (table === undefined ? right : `CREATE TABLE ${table} AS ${right}`);

const checkOf = ({ table, right, compare }) => ({
  id: 'rows',
  title: 'The rows are right',
  ...(table === undefined ? { kind: 'sql.query' } : { kind: 'sql.rows', table }),
  expected: { query: right },
  ...(compare && { compare }),
});

const exerciseOf = (one) => ({
  id: one.id,
  title: one.id,
  instructions: 'instructions.md',
  files: [{ path: fileOf(one), starter: 'starter.sql', solution: `solution/${fileOf(one)}` }],
  checks: [checkOf(one)],
});

/**
 * Writes the course into an empty folder.
 * @param {string} folder
 * @param {readonly import('./cases.js').Case[]} cases
 */
export const writeCourse = async (folder, cases) => {
  const target = path.join(folder, lab.itemId);
  await mkdir(path.join(target, 'solution'), { recursive: true });
  const modules = [{ id: 'all', title: 'All', items: [{ lab: lab.itemId }] }];
  const services = { db: { kind: 'postgres', version: 18, databases: ['stores'], seed: 'seed.sql' } };
  const exercises = cases.map(exerciseOf);
  const manifest = { format: 1, id: lab.itemId, title: 'Mistakes', grading: 'practice', services, exercises };
  await writeFile(path.join(folder, 'course.yaml'), dump({ format: 1, id: lab.courseId, title: 'Diagnosis', modules }));
  await writeFile(path.join(target, 'lab.yaml'), dump(manifest));
  await writeFile(path.join(target, 'instructions.md'), 'Give the right rows.\n');
  await writeFile(path.join(target, 'starter.sql'), '-- nothing yet\n');
  await copyFile(path.join(here, 'seed.sql'), path.join(target, 'seed.sql'));
  for (const one of cases) await writeFile(path.join(target, 'solution', fileOf(one)), `${solutionOf(one)};\n`);
};
