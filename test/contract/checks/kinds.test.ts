import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpecOf } from '../../../src/core/manifest/check-schema.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { checkContract, type CheckSubject } from './check-contract.js';
import { longSongs, queryCheck, rowsCheck, schemaCheck } from './specs.js';

let lab: LabWorld;
beforeAll(async () => {
  lab = await openLabWorld();
});
afterAll(() => lab.close());

const sqlFiles = { missing: 'failed', empty: 'failed', blank: 'failed', binary: 'error', large: 'error' } as const;
const hits = (condition: string): string =>
  `-- The hits.\nCREATE TABLE hits AS\nSELECT title FROM songs WHERE ${condition};\nALTER TABLE hits ALTER title SET NOT NULL;\n`;

const question: SpecOf<'quiz.question'> = {
  id: 'one',
  title: 'Which reads?',
  kind: 'quiz.question',
  type: 'single',
  prompt: 'Which reads?',
  options: [
    { id: 'select', text: 'SELECT', correct: true },
    { id: 'delete', text: 'DELETE', feedback: 'It removes.' },
  ],
  explain: 'SELECT reads.',
};

const subjects: readonly CheckSubject[] = [
  {
    ...{ check: queryCheck(), file: 'work.sql', isolation: 'readonly', odd: sqlFiles },
    right: `-- Long songs.\n${longSongs};\n`,
    wrong: 'SELECT title\nFROM songs\nWHERE seconds > 180;\n',
  },
  {
    ...{ check: rowsCheck(), file: 'work.sql', isolation: 'clone', odd: sqlFiles },
    ...{ right: hits('seconds >= 180'), wrong: hits('seconds > 180') },
  },
  {
    ...{ check: schemaCheck(), file: 'work.sql', isolation: 'clone', odd: sqlFiles },
    ...{ right: hits('true'), wrong: 'CREATE TABLE hits (title text, year int);\n' },
  },
  {
    check: { id: 'notes', title: 'The notes are written', kind: 'files.exists', paths: ['notes.txt'], not_empty: true },
    ...{ file: 'notes.txt', right: 'Done.\n', wrong: '', isolation: 'none' },
    odd: { missing: 'failed', empty: 'failed', blank: 'passed', binary: 'passed', large: 'passed' },
  },
  {
    ...{ check: question, file: 'answers.json', isolation: 'none' },
    ...{ right: '{\n "one": ["select"]\n}', wrong: '{ "one": ["delete"] }' },
    odd: { missing: 'failed', empty: 'failed', blank: 'failed', binary: 'error', large: 'error' },
  },
];

for (const subject of subjects) checkContract(subject, () => lab);

it('every kind there is keeps to the contract', () => {
  // Python has a contract of its own: python.test.ts beside this file.
  const kinds = [...lab.world.kinds.keys()].filter((kind) => !kind.startsWith('python.')).sort();
  expect(subjects.map(({ check }) => check.kind).sort()).toEqual(kinds);
});

describe('a SQL file', () => {
  it.each([
    ['comments', '-- nothing yet\n/* nor /* here */ */'],
    ['semicolons', ';;\n;'],
    ['many comments', '/* one */ '.repeat(2000)],
  ])('with nothing but %s is not done yet', async (_what, sql) => {
    const result = await lab.result(sql, queryCheck());
    expect(result).toMatchObject({ status: 'failed', location: { file: 'work.sql', line: 1 } });
    expect(result.message).toContain('work.sql');
  });

  it('with characters that no text has is told to be saved as UTF-8', async () => {
    const result = await lab.result(Buffer.from(longSongs, 'utf16le'), queryCheck());
    expect(result).toMatchObject({ status: 'error', help: expect.stringContaining('UTF-8') as string });
  });

  it('may begin with any number of comments', async () => {
    expect(await lab.result('/* one */ '.repeat(2000) + longSongs, queryCheck())).toMatchObject({ status: 'passed' });
  });

  it('is taken by its last result, and is shown where that is', async () => {
    const sql = `SELECT 1;\n\nSELECT 'a;b' AS x; -- no; statement\n  SELECT title FROM songs -- here\n WHERE seconds > 180;\nSET work_mem = '1MB';\n`;
    expect(await lab.result(sql, queryCheck())).toMatchObject({
      status: 'failed',
      isolation: 'clone',
      location: { file: 'work.sql', line: 4, column: 3 },
      evidence: { kind: 'table', diff: { counts: { expected: 5, actual: 4, missing: 1, extra: 0 } } },
    });
  });

  it('without any result asks for one', async () => {
    const result = await lab.result('CREATE TABLE t (a int)', queryCheck());
    expect(result).toMatchObject({ status: 'failed', isolation: 'clone', help: expect.any(String) as string });
  });

  it.each([
    ['a word too many', `SELECT '😀';\n SELECT 'é😀' AS a b FROM songs;`, 2, 20],
    ['an end too early', 'SELECT title FROM', 1, 18],
    ['an open quote', `SELECT 1;\nSELECT 'open`, 2, 8],
    ['a column that is not there', `SELECT '😀';\n SELECT 'é😀',\n nope FROM songs`, 3, 2],
    ['a table that is not there', 'SELECT 1;\nSELECT *\n  FROM nowhere;', 3, 8],
    ['an error while it runs', 'SELECT 1;\n  SELECT 1 / (id - 3) FROM songs', 2, 3],
    ['a command of psql', 'SELECT 1;\n\\c postgres\nSELECT 2;', 2, 1],
    ['another command of psql', '\\i other.sql', 1, 1],
  ])('with %s is told the place', async (_what, sql, line, column) => {
    const result = await lab.result(sql, queryCheck());
    expect(result).toMatchObject({ status: 'failed', location: { file: 'work.sql', line, column } });
    expect(result.message).toContain(`line ${line}`);
    if (sql.includes('\\')) expect(result.message).toContain('psql');
  });

  it.each(['COPY songs FROM STDIN;', 'COPY songs FROM STDIN;\n9\tNew\n\\.\n'])(
    'can’t bring rows along: %j',
    async (sql) => {
      const result = await lab.result(sql, queryCheck());
      expect(result).toMatchObject({ status: 'failed' });
      expect(result.help).toContain('INSERT');
    },
  );

  it('stops at its first error, and what comes after is not run', async () => {
    const sql = `CREATE TABLE hits (title text); SELECT 1 / 0; INSERT INTO hits VALUES ('x')`;
    const run = await lab.check({ 'work.sql': sql }, [queryCheck(), rowsCheck(), schemaCheck()]);
    expect(run.results.map(({ status, message }) => [status, message])).toEqual(
      Array.from({ length: 3 }, () => ['failed', expect.stringContaining('division by zero')]),
    );
  });

  it('is run once for all checks of a run, and once more for those that run it otherwise', async () => {
    const sql = `SELECT nextval('tickets') AS ticket`;
    const ticket = (id: string, over: Partial<SpecOf<'sql.query'>> = {}): CheckSpec =>
      queryCheck({
        id,
        query: 'SELECT last_value FROM tickets',
        expected: { columns: ['last_value'], rows: [[1]] },
        ...over,
      });
    const checks = [ticket('a'), ticket('b'), ticket('c', { isolation: 'clone' }), ticket('d', { run: ['work.sql'] })];
    const run = await lab.check({ 'work.sql': sql }, checks);
    expect(run.results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'passed']);
  });

  it('runs after the files before it, in the order that the check says', async () => {
    const files = {
      'one.sql': 'CREATE TABLE t AS SELECT 1 AS a',
      'two.sql': 'INSERT INTO t VALUES (2)',
      'x.txt': 'no SQL',
    };
    const rows = queryCheck({ query: 'SELECT a FROM t', expected: { columns: ['a'], rows: [[1], [2]] } });
    expect((await lab.check(files, [rows])).results[0]).toMatchObject({ status: 'passed' });
    const turned = await lab.check(files, [{ ...rows, run: ['two.sql', 'one.sql'] }]);
    expect(turned.results[0]).toMatchObject({ status: 'failed', location: { file: 'two.sql', line: 1 } });
    const half = await lab.check(files, [{ ...rows, run: ['one.sql'] }]);
    expect(half.results[0]).toMatchObject({ status: 'failed', evidence: { diff: { counts: { missing: 1 } } } });
  });
});

describe('a query of the lab', () => {
  it.each([
    ['a table', 'SELECT * FROM hits'],
    ['a column', 'SELECT year FROM songs'],
    ['a function', 'SELECT longest(1)'],
    ['a schema', 'SELECT new.longest(1)'],
  ])('that asks for %s which is missing is the learner’s to mend', async (_what, query) => {
    const result = await lab.result('CREATE TABLE t (a int)', queryCheck({ query }));
    expect(result).toMatchObject({ status: 'failed', isolation: 'clone' });
    expect(result.message).toContain('does not exist');
  });

  it.each([
    ['can’t be read', { query: 'SELEC 1' }],
    ['fails', { query: 'SELECT 1 / 0' }],
    ['holds two statements', { query: 'SELECT 1; SELECT 2' }],
    ['returns too much', { query: 'SELECT generate_series(1, 200000)' }],
    ['is wrong about what is expected', { expected: { query: 'SELECT nope FROM songs' } }],
    ['expects two things', { expected: { query: 'SELECT 1; SELECT 2' } }],
    ['expects too much', { expected: { query: 'SELECT generate_series(1, 200000)' } }],
    ['would change what is expected', { expected: { query: 'DELETE FROM songs RETURNING title' } }],
    ['compares by a column that is not there', { compare: { order: { by: ['nope'] } } }],
  ])('that %s is an error of the lab', async (_what, over: Partial<SpecOf<'sql.query'>>) => {
    const run = await lab.check({ 'work.sql': longSongs }, [queryCheck(over)]);
    expect(run.results[0]).toMatchObject({ status: 'error', points: 0, help: expect.any(String) as string });
    expect(run.grade.gradable).toBe(false);
    for (const told of [over.query, (over.expected as { query?: string } | undefined)?.query])
      if (told !== undefined) expect(JSON.stringify(run)).not.toContain(told);
    expect(await lab.result(longSongs, queryCheck())).toMatchObject({ status: 'passed' });
  });
});
