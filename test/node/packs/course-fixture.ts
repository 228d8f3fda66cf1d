import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Course, Lab } from '../../../src/core/course/course.js';

/** Words that no learner's pack may contain, in whatever file. */
export const secrets = {
  gradedSolution: 'CANARY-graded-solution',
  wrongSolution: 'CANARY-wrong-solution',
  wrongFile: 'CANARY-wrong-file',
  hiddenCheck: 'CANARY-hidden-check',
  authorsComment: 'CANARY-comment',
  helper: 'CANARY-helper',
  unlisted: 'CANARY-unlisted-lab',
} as const;

/** What a learner's pack of a practice lab does contain. */
export const practiceSolution = 'select 42 as practice_solution';

const labYaml = (id: string, grading: string): string => `# ${secrets.authorsComment}
format: 1
id: ${id}
title: The lab ${id}
grading: ${grading}
services:
  db: { kind: postgres, version: 18, databases: [studentdb], seed: data/seed.sql }
exercises:
  - id: one
    title: One
    instructions: instructions/one.md
    files: [{ path: one.sql, starter: starter/one.sql, solution: solution/one.sql }]
    hints:
      - { text: Look again }
      - { text: "${secrets.hiddenCheck}", check: secret }
    checks:
      - { id: rows, kind: sql.query, title: Rows, expected: { file: data/expected.csv } }
      - { id: secret, kind: sql.query, title: "${secrets.hiddenCheck}", visibility: hidden, expected: { query: select 1 } }
      - { id: last, kind: files.exists, title: There, needs: [rows, secret], paths: [one.sql] }
    wrong_solutions:
      - { id: w1, files: { one.sql: { text: "${secrets.wrongSolution}" } }, fails: [rows], says: rows }
      - { id: w2, files: { one.sql: { from: wrong/one.sql } }, fails: [rows], says: rows }
`;

const labFiles = (folder: string, id: string, grading: string, solution: string): Readonly<Record<string, string>> => ({
  [`${folder}/lab.yaml`]: labYaml(id, grading),
  [`${folder}/instructions/one.md`]: '# One\n![a](media/a.png)\n',
  [`${folder}/instructions/media/a.png`]: 'not really an image',
  [`${folder}/starter/one.sql`]: '-- your query\n',
  [`${folder}/solution/one.sql`]: solution,
  [`${folder}/wrong/one.sql`]: secrets.wrongFile,
  [`${folder}/data/seed.sql`]: 'create table t (n int);\n',
  [`${folder}/data/expected.csv`]: 'n\n42\n',
});

export const courseFiles: Readonly<Record<string, string>> = {
  'course.yaml': `format: 1
id: sql-basics
title: SQL basics
modules:
  - id: m1
    title: Module 1
    items:
      - { reading: readings/intro.md, title: Intro }
      - { lab: labs/graded-lab }
      - { lab: labs/practice-lab }
      - { quiz: quizzes/q1.yaml }
`,
  'readings/intro.md': 'Hello, größe ☃\n',
  'quizzes/q1.yaml': 'format: 1\nid: q1\ntitle: Quiz\ngrading: practice\nquestions: []\n',
  ...labFiles('labs/graded-lab', 'graded-lab', 'graded', secrets.gradedSolution),
  ...labFiles('labs/practice-lab', 'practice-lab', 'practice', practiceSolution),
  'labs/graded-lab/solution/helper.py': secrets.helper,
  'labs/graded-lab/notes/copy-of-solution.sql': secrets.gradedSolution,
  'labs/draft/lab.yaml': `title: ${secrets.unlisted}\n`,
  'labs/draft/solution.sql': secrets.unlisted,
};

export const leftOutFiles: Readonly<Record<string, string>> = {
  '.git/config': 'x',
  '.env': 'PASSWORD=x',
  'node_modules/a/index.js': 'x',
  'labs/graded-lab/solution/__pycache__/one.pyc': secrets.gradedSolution,
  'labs/graded-lab/lab.yaml.bak': secrets.gradedSolution,
  'labs/graded-lab/lab.yaml~': secrets.gradedSolution,
  'dist/sql-basics.labpack': 'an earlier pack',
  'pack.json': '{}',
};

export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
};

const item = (folder: string, id: string, kind: 'lab' | 'quiz' | 'reading', source: string) => ({
  id,
  kind,
  source: `${folder}/${source}`,
  optional: false,
});

/** The course of {@link courseFiles} as its loader gives it. */
export const courseIn = (folder: string): Course => ({
  id: 'sql-basics',
  title: 'SQL basics',
  folder,
  modules: [
    {
      id: 'm1',
      title: 'Module 1',
      items: [
        item(folder, 'intro', 'reading', 'readings/intro.md'),
        item(folder, 'graded-lab', 'lab', 'labs/graded-lab'),
        item(folder, 'practice-lab', 'lab', 'labs/practice-lab'),
        item(folder, 'q1', 'quiz', 'quizzes/q1.yaml'),
        { id: 'film', kind: 'video', title: 'Film', source: 'https://example.org/film', optional: true },
      ],
    },
  ],
});

export const labIn = (folder: string, id: string): Lab => ({
  id,
  kind: 'lab',
  title: `The lab ${id}`,
  grading: 'graded',
  folder: `${folder}/labs/${id}`,
  file: `${folder}/labs/${id}/lab.yaml`,
  services: {},
  runtimes: {},
  bind: {},
  exercises: [],
});
