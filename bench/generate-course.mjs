// Makes a course of any size on the disk: labs as an author would write them, valid, each with files of its own.
// `node bench/generate-course.mjs <folder> <labs>` makes one to look at.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const exercisesOfLab = 10;
const labsOfModule = 20;

const padded = (number, digits) => String(number).padStart(digits, '0');

const labId = (lab) => `lab-${padded(lab, 4)}`;

const labIds = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => labId(first + index));

const exerciseYaml = (lab, exercise) => {
  const name = `${padded(exercise, 2)}-question`;
  const file = `${name}.sql`;
  const least = (lab * 7 + exercise * 3) % 97;
  return `
  - id: question-${exercise}
    title: Question ${exercise} about the orders of shop ${lab}
    instructions: instructions/${name}.md
    files:
      - path: ${file}
        starter: starter/${file}
        solution: solution/${file}
    requirements:
      R1: The result holds every paid order over ${least} euros, and no other.
      R2: The dearest order stands first.
    hints:
      - text: 'Both conditions must hold at once: put \`AND\` between them.'
    checks:
      - id: orders
        title: The paid orders over ${least} euros
        kind: sql.query
        requirement: R1
        points: 3
        expected: { query: 'SELECT id, amount FROM orders WHERE paid AND amount > ${least} ORDER BY 2 DESC' }
        compare: { order: any, columns: by-name-any-order }
      - id: order
        title: The dearest order first
        kind: sql.query
        requirement: R2
        needs: [orders]
        points: 1
        expected: { query: 'SELECT id, amount FROM orders WHERE paid AND amount > ${least}' }
        compare: { order: { by: [amount] }, columns: by-name }
    wrong_solutions:
      - id: unpaid-too
        files: { ${file}: { text: 'SELECT id, amount FROM orders WHERE amount > ${least}' } }
        fails: [orders]
        says: row
`;
};

const labYaml = (lab) => `format: 1
id: ${labId(lab)}
title: The orders of shop ${lab}
summary: Ten questions to the orders of one small shop, each answered by one short query.
grading: practice
services:
  db:
    kind: postgres
    version: 18
    databases: [shop]
    seed: seed.sql

exercises:${Array.from({ length: exercisesOfLab }, (_, index) => exerciseYaml(lab, index + 1)).join('')}`;

const courseYaml = (labs) => {
  const modules = Array.from({ length: Math.ceil(labs / labsOfModule) }, (_, index) => {
    const first = index * labsOfModule + 1;
    const last = Math.min(labs, first + labsOfModule - 1);
    const items = labIds(first, last).map((id) => `      - lab: ${id}\n`);
    return `  - id: module-${index + 1}\n    title: Shops ${first} to ${last}\n    items:\n${items.join('')}`;
  });
  return `format: 1\nid: big-course\ntitle: A course of ${labs} labs\nmodules:\n${modules.join('')}`;
};

const writeLab = async (folder, lab) => {
  const parts = ['starter', 'solution', 'instructions'];
  await Promise.all(parts.map((part) => mkdir(path.join(folder, part), { recursive: true })));
  const files = Array.from({ length: exercisesOfLab }, (_, index) => {
    const name = `${padded(index + 1, 2)}-question`;
    return [
      writeFile(path.join(folder, 'starter', `${name}.sql`), 'SELECT id, amount\nFROM orders;\n'),
      writeFile(path.join(folder, 'solution', `${name}.sql`), `SELECT id, amount\nFROM orders\nWHERE paid;\n`),
      writeFile(
        path.join(folder, 'instructions', `${name}.md`),
        `# Question ${index + 1}\n\nWhich orders were paid?\n`,
      ),
    ];
  });
  await Promise.all([
    ...files.flat(),
    writeFile(path.join(folder, 'lab.yaml'), labYaml(lab)),
    writeFile(
      path.join(folder, 'seed.sql'),
      'CREATE TABLE orders (id int PRIMARY KEY, amount numeric, paid boolean);\n',
    ),
  ]);
};

/**
 * @param {string} folder gets course.yaml and a folder for each lab
 * @param {number} labs
 */
export async function generateCourse(folder, labs) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'course.yaml'), courseYaml(labs));
  for (let lab = 1; lab <= labs; lab += 1) await writeLab(path.join(folder, labId(lab)), lab);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '', labs = ''] = process.argv.slice(2);
  if (!folder || !(Number(labs) > 0)) throw new Error('Usage: generate-course.mjs <folder> <labs>');
  await generateCourse(path.resolve(folder), Number(labs));
}
