import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCourse } from '../../../src/core/manifest/parse-course.js';
import { parseLab } from '../../../src/core/manifest/parse-lab.js';
import { parseQuiz } from '../../../src/core/manifest/parse-quiz.js';
import { render } from './support.js';

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'good', name), 'utf8');
const complete = { complete: true };

const labWithoutSolution = (grading: string): string => `format: 1
id: broken
title: No solution
grading: ${grading}
exercises:
  - id: one
    title: One
    instructions: one.md
    files: [{ path: one.sql, starter: starter/one.sql }]
    checks: [{ id: there, title: There, kind: files.exists, paths: [one.sql] }]
`;

const outcome = (grading: string, isComplete: boolean): string => {
  const { value, diagnostics } = parseLab(labWithoutSolution(grading), '/c/broken/lab.yaml', {
    complete: isComplete,
  });
  return [value ? 'usable' : 'refused', ...diagnostics.map(({ severity, code }) => `${severity} ${code}`)].join(', ');
};

describe('a good course', () => {
  const parsed = parseCourse(read('course.yaml'), '/c/course.yaml');

  it('becomes a model with absolute paths', () => {
    expect(render(parsed.diagnostics)).toBe('');
    expect(parsed.value).toEqual({
      id: 'sparkify',
      title: 'Data modelling with Sparkify',
      summary: 'From flat files to tables that answer questions.',
      folder: '/c',
      modules: [
        {
          id: 'relational',
          title: 'Relational modelling',
          summary: 'Facts and dimensions.',
          items: [
            {
              id: 'why-model',
              kind: 'reading',
              title: 'Why model data?',
              source: '/c/readings/why-model.md',
              minutes: 8,
              optional: true,
            },
            {
              id: 'star-schema-talk',
              kind: 'video',
              title: 'The star schema',
              source: 'https://example.org/talks/star-schema',
              minutes: 12.5,
              optional: false,
            },
            { id: 'sparkify-postgres', kind: 'lab', source: '/c/labs/sparkify-postgres', optional: false },
          ],
        },
        {
          id: 'review',
          title: 'Review',
          items: [{ id: 'keys', kind: 'quiz', source: '/c/quizzes/keys.yaml', optional: false }],
        },
      ],
    });
  });

  it('says which files it names, and where', () => {
    expect(
      parsed.references.map(({ path, what, range }) => `${range.start.line}:${range.start.column} ${what} ${path}`),
    ).toEqual([
      '11:18 reading /c/readings/why-model.md',
      '19:14 lab /c/labs/sparkify-postgres/lab.yaml',
      '23:15 quiz /c/quizzes/keys.yaml',
    ]);
  });
});

describe('a good lab', () => {
  const text = read('lab.yaml');
  const parsed = parseLab(text, '/c/sparkify-postgres/lab.yaml', complete);

  it('becomes a model with absolute paths and exact values', async () => {
    expect(render(parsed.diagnostics)).toBe('');
    await expect(`${JSON.stringify(parsed.value, undefined, 2)}\n`).toMatchFileSnapshot('good/lab.model.json');
  });

  it('names every file once per mention', () => {
    expect(parsed.references.map(({ named, what, required }) => `${what} ${named}${required ? '' : '?'}`)).toEqual([
      'seed data/seed.sql',
      'instructions instructions/tables.md',
      'starter starter/create_tables.sql',
      'solution solution/create_tables.sql',
      'starter starter/drop.sql',
      'wrong solution mutants/drop.sql',
      'instructions instructions/queries.md',
      'starter starter/queries.sql',
      'solution solution/queries.sql',
      'expected result expected/bottom.csv',
    ]);
  });

  it.each([
    ['CRLF line breaks', text.replaceAll('\n', '\r\n')],
    ['lone CR line breaks', text.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${text}`],
    ['a document marker', `---\n${text}`],
  ])('means the same with %s', (_, variant) => {
    expect(parseLab(variant, '/c/sparkify-postgres/lab.yaml', complete).value).toEqual(parsed.value);
  });

  it('means the same as JSON, which is YAML', () => {
    const quiz = { format: 1, id: 'q', title: 'Q', grading: 'practice', questions: [] as unknown[] };
    quiz.questions.push({
      id: 'a',
      type: 'single',
      prompt: 'é "quoted"\n\t\\ \u2028',
      options: [
        { id: 'x', text: 'x', correct: true },
        { id: 'y', text: 'y' },
      ],
    });
    const value = parseQuiz(JSON.stringify(quiz), '/c/q.yaml').value;
    expect(value?.exercises[0]?.checks[0]).toMatchObject({ prompt: 'é "quoted"\n\t\\ \u2028' });
  });
});

describe('a good quiz', () => {
  it('is a lab with one exercise whose checks are the questions', () => {
    const parsed = parseQuiz(read('keys.yaml'), '/c/quizzes/keys.yaml');
    expect(render(parsed.diagnostics)).toBe('');
    expect(parsed.references).toEqual([]);
    expect(parsed.value).toMatchObject({
      id: 'keys',
      kind: 'quiz',
      grading: 'practice',
      folder: '/c/quizzes',
      file: '/c/quizzes/keys.yaml',
      services: {},
      exercises: [
        {
          id: 'quiz',
          title: 'Keys',
          files: [{ path: 'answers.json' }],
          checks: [
            { id: 'primary', kind: 'quiz.question', title: 'Question 1', type: 'single', points: 2 },
            { id: 'foreign', kind: 'quiz.question', title: 'Question 2', type: 'multiple' },
          ],
        },
      ],
    });
  });
});

describe('solutions', () => {
  it('are asked for where they count, and never of a learner', () => {
    expect(outcome('graded', true)).toBe('refused, error missing-key');
    expect(outcome('practice', true)).toBe('usable, warning missing-key');
    expect(outcome('graded', false)).toBe('usable');
    expect(outcome('practice', false)).toBe('usable');
  });
});
