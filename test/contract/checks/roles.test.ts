import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoundColumn, Lab } from '../../../src/core/course/course.js';
import type { SpecOf } from '../../../src/core/manifest/check-schema.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import { codeCheck, worldOfCode } from '../../support/code-kind.js';
import { only, openLabWorld, type LabWorld, type SubmittedFiles } from '../../support/lab-world.js';
import { queryCheck, rowsCheck, schemaCheck } from './specs.js';

let world: LabWorld;
let code: ReturnType<typeof worldOfCode>;
let lab: Lab;
beforeAll(async () => {
  world = await openLabWorld();
  code = worldOfCode(world.world, world.home);
  const db: PostgresSpec = { kind: 'postgres', version: 18, databases: ['studentdb'] };
  lab = { ...world.lab, services: { db }, bind };
});
afterAll(async () => {
  await code.close();
  await world.close();
});

const columns = (
  names: Readonly<Record<string, readonly string[]>>,
  as: Readonly<Record<string, BoundColumn['as']>> = {},
) =>
  Object.fromEntries(
    Object.entries(names).map(([role, known]) => [role, { names: known, ...(as[role] ? { as: as[role] } : {}) }]),
  );

const bind: Lab['bind'] = {
  plays: {
    table: ['songplays', 'songplay'],
    columns: columns(
      { id: ['songplay_id', 'id'], at: ['start_time', 'ts'], user: ['user_id', 'userid'], level: ['level'] },
      { at: 'timestamp', user: 'number', level: 'text' },
    ),
  },
  users: { table: ['users', 'dim_user'], columns: columns({ user: ['user_id', 'userid'], name: ['first_name'] }) },
};

/** The check on what the SQL of a program has left in the learner's database. */
const after = async (sql: string, one: CheckSpec, files: SubmittedFiles = {}) => {
  const checks = [codeCheck(), { ...one, database: 'studentdb', needs: ['runs'] } as CheckSpec];
  const run = await world.check({ 'etl.py': sql, ...files }, checks, { world: code.world, lab });
  expect(run.results[0], run.results[0]?.message).toMatchObject({ status: 'passed' });
  const [, result] = run.results;
  if (!result) throw new Error('no result');
  return result;
};

const moments = rowsCheck({
  table: '{{plays}}',
  columns: ['at', 'user'],
  expected: {
    columns: ['at', 'user'],
    rows: [
      ['2018-11-01 21:01:46.796', 8],
      ['2018-11-02 00:00:00', 10],
    ],
  },
});

const twoPlays = (type: string, first: string, second: string, user = 'int') =>
  `CREATE TABLE songplay (id serial, ts ${type}, UserId ${user}, level text);
   INSERT INTO songplay (ts, UserId) VALUES (${first}, '8'), (${second}, '10')`;

describe('a column role', () => {
  it.each([
    ['timestamp', `'2018-11-01 21:01:46.796'`, `'2018-11-02'`],
    ['timestamptz', `'2018-11-01 21:01:46.796+00'`, `'2018-11-01 19:00-05'`],
    ['bigint', '1541106106796', '1541116800000'],
    ['numeric', '1541106106.796', '1541116800'],
    ['double precision', '1541106106.796', '1541116800000'],
    ['text', `'2018-11-01T21:01:46.796Z'`, `'2018-11-02'`],
    ['varchar(40)', `'2018-11-01 21:01:46.796+00:00'`, `'2018-11-02 02:00:00+02'`],
  ])('reads a point in time from %s', async (type, first, second) => {
    expect(await after(twoPlays(type, first, second), moments)).toMatchObject({ status: 'passed' });
  });

  it.each([
    ['seconds taken for milliseconds', 'timestamp', `to_timestamp(1541106106796)`, `'2018-11-02'`],
    ['another zone', 'timestamp', `'2018-11-01 22:01:46.796'`, `'2018-11-02'`],
    ['no time at all', 'double precision', `'NaN'`, `'Infinity'`],
    ['a number beyond all times', 'numeric', '1e30', '-1e30'],
    ['a text of something else', 'text', `'yesterday'`, `'2018-13-45 is no day'`],
  ])('finds %s wrong', async (_what, type, first, second) => {
    const result = await after(twoPlays(type, first, second), moments);
    expect(result).toMatchObject({ status: 'failed', evidence: { kind: 'table' } });
  });

  it.each(['int', 'bigint', 'numeric', 'real', 'text', 'varchar(10)'])('reads a number from %s', async (type) => {
    const sql = twoPlays('timestamp', `'2018-11-01 21:01:46.796'`, `'2018-11-02'`, type);
    expect(await after(sql, moments)).toMatchObject({ status: 'passed' });
  });

  it('says which type is of no use', async () => {
    const result = await after('CREATE TABLE songplays (start_time time, user_id int)', moments);
    expect(result).toMatchObject({ status: 'failed', isolation: 'scratch' });
    expect(result.message).toContain('`time without time zone`');
  });

  it('whose text looks like a day and is none fails the check, and is no error', async () => {
    const result = await after(twoPlays('text', `'2018-13-45'`, `'2018-11-02'`), moments);
    expect(result).toMatchObject({ status: 'failed' });
  });
});

describe('a query', () => {
  const joined = queryCheck({
    query: `SELECT u.level AS found, {{p.plays.level}} AS level, {{p.plays.user}} AS "user"
      FROM {{plays}} p JOIN (SELECT {{users.user}} AS id, {{users.name}} AS level FROM {{users}}) u ON u.id = {{p.plays.user}}
      WHERE {{p.plays.at}} >= '2018-11-02'`,
    expected: { columns: ['found', 'level', 'user'], rows: [['Lily', 'paid', 10]] },
  });

  it('works with what the learner named things', async () => {
    const one = `CREATE TABLE songplays (songplay_id int, start_time timestamp, user_id int, level varchar);
      CREATE TABLE users (user_id int, first_name text);
      INSERT INTO songplays VALUES (1, '2018-11-01', 8, 'free'), (2, '2018-11-02', 10, 'paid');
      INSERT INTO users VALUES (8, 'Kaylee'), (10, 'Lily')`;
    const other = `CREATE SCHEMA star;
      CREATE TABLE star."SongPlay" (id int, "TS" bigint, "userId" text, "LEVEL" char(10));
      CREATE TABLE star.dim_user ("UserID" int, "First_Name" text);
      INSERT INTO star."SongPlay" VALUES (1, 1541030400000, '8', 'free'), (2, 1541116800000, '10', 'paid');
      INSERT INTO star.dim_user VALUES (8, 'Kaylee'), (10, 'Lily')`;
    for (const sql of [one, other]) expect(await after(sql, joined)).toMatchObject({ status: 'passed' });
  });

  it('of a table that is not there says what was looked for, and what there is', async () => {
    const result = await after('CREATE TABLE listens (a int);\nCREATE TABLE users (user_id int)', joined);
    expect(result).toMatchObject({ status: 'failed', isolation: 'scratch' });
    expect(result.message).toBe(
      'There is no table `songplays` (looked for `songplays` and `songplay`). The database `studentdb` has `listens` and `users`.',
    );
  });

  it('is filled in for SQL files, too', async () => {
    const sql = `CREATE TABLE songplay (ts bigint, level text); INSERT INTO songplay VALUES (1541116800000, 'paid')`;
    const check = queryCheck({
      query: 'SELECT {{plays.at}} AS at, {{plays.level}} AS level FROM {{plays}}',
      expected: { columns: ['at', 'level'], rows: [['2018-11-02 00:00:00', 'paid']] },
    });
    const options = { world: code.world, lab };
    const result = only(await world.check({ 'work.sql': sql }, [check], options));
    expect(result).toMatchObject({ status: 'passed', isolation: 'clone' });
    const missing = only(await world.check({ 'work.sql': 'CREATE TABLE t (a int)' }, [check], options));
    expect(missing).toMatchObject({ status: 'failed', isolation: 'clone' });
    expect(missing.message).toContain('The database `studentdb` has `t`.');
  });
});

describe('rows of a role', () => {
  const rows = (over: Partial<SpecOf<'sql.rows'>> = {}) =>
    rowsCheck({ table: '{{users}}', expected: { columns: ['user', 'name'], rows: [[8, 'Kaylee']] }, ...over });
  const users = `CREATE TABLE dim_user (age int, first_name text, userid int);
    INSERT INTO dim_user VALUES (30, 'Kaylee', 8), (40, 'Lily', 10)`;

  it('are those of all its columns, in the author’s names', async () => {
    const expected = { columns: ['user', 'name'], rows: [[8, 'Kaylee'], [10, 'Lily']] }; // prettier-ignore
    expect(await after(users, rows({ expected }))).toMatchObject({ status: 'passed' });
  });

  it('are chosen by a condition', async () => {
    expect(await after(users, rows({ where: '{{users.user}} < 10' }))).toMatchObject({ status: 'passed' });
    const named = rows({
      ...{ where: '{{users.user}} < 10', columns: ['{{users.name}}'] },
      expected: { columns: ['name'], rows: [['Kaylee']] },
    });
    expect(await after(users, named)).toMatchObject({ status: 'passed' });
    const wrong = await after(users, rows());
    expect(wrong).toMatchObject({ status: 'failed', evidence: { caption: 'table dim_user' } });
  });
});

describe('the schema of a role', () => {
  const schema = schemaCheck({
    table: '{{plays}}',
    columns: { at: { type: ['timestamp', 'bigint'], nullable: false }, user: { type: ['integer', 'varchar'] } },
    primary_key: ['id'],
    unique: [['id']],
    foreign_keys: [{ columns: ['user'], references: '{{users}}', to: ['user'] }],
  });

  it('is as asked for under other names', async () => {
    const sql = `CREATE SCHEMA star;
      CREATE TABLE star.dim_user (userid int PRIMARY KEY);
      CREATE TABLE "SongPlay" (id serial PRIMARY KEY, "TS" bigint NOT NULL, userid int REFERENCES star.dim_user)`;
    expect(await after(sql, schema)).toMatchObject({ status: 'passed', message: 'Table `SongPlay` is as asked for.' });
  });

  it('is told in the learner’s names, and what is missing is told once', async () => {
    const sql = `CREATE TABLE users (first_name text);
      CREATE TABLE songplay (id int, ts text, level text)`;
    const result = await after(sql, schema);
    expect(result).toMatchObject({ status: 'failed', evidence: { kind: 'text' } });
    expect(result.message).toBe(
      [
        'The table `songplay` has no column `user_id` (looked for `user_id` and `userid`). It has `id`, `ts` and `level`.',
        'The table `users` has no column `user_id` (looked for `user_id` and `userid`). It has `first_name`.',
        '`ts` is of type `text` and should be `timestamp` or `bigint`.',
        '`ts` accepts NULL and should be NOT NULL.',
        'There is no primary key; it should be `id`.',
        'Nothing keeps `id` unique.',
      ].join(' '),
    );
  });

  it('needs the table', async () => {
    const result = await after('CREATE TABLE users (user_id int PRIMARY KEY)', schema);
    expect(result.message).toContain('There is no table `songplays`');
  });

  it('needs the table that a key leads to, and to that one', async () => {
    const sql = `CREATE TABLE users (user_id int PRIMARY KEY);
      CREATE TABLE people (user_id int PRIMARY KEY);
      CREATE TABLE songplays (id serial PRIMARY KEY, start_time timestamp NOT NULL, user_id int REFERENCES people)`;
    const result = await after(sql, schema);
    expect(result.message).toBe('A foreign key from `user_id` to `users` is missing.');
    const without = await after(sql.replace(/CREATE TABLE users.*\n/, ''), schema);
    expect(without.message).toContain('There is no table `users` (looked for `users` and `dim_user`)');
  });
});

describe('a diagnosis', () => {
  const counted = (diagnose: NonNullable<SpecOf<'sql.query'>['diagnose']>, over: Partial<SpecOf<'sql.query'>> = {}) =>
    queryCheck({
      query: 'SELECT count(*) AS n FROM {{plays}}',
      expected: { columns: ['n'], rows: [[2]] },
      diagnose,
      ...over,
    });
  const three = twoPlays('bigint', '1', '2').replace(`, (2, '10')`, `, (1, '8'), (2, '10')`);
  const twice = {
    id: 'twice',
    query:
      'SELECT count(*) AS n, min({{plays.user}}) AS "user" FROM {{plays}} GROUP BY {{plays.at}} HAVING count(*) > 1',
    say: 'User `{{user}}` has {{ n }} plays at one time.',
    help: 'Look at the {{n}} plays.',
    at: { files: ['nothing.py', 'etl.py'], find: 'INSERT INTO \\w+' },
  };

  it('that holds is what is said, with its place, its values and its name', async () => {
    const result = await after(three, counted([{ query: 'SELECT 1 WHERE false', say: 'Never.' }, twice]));
    expect(result).toMatchObject({
      status: 'failed',
      message: 'User `8` has 2 plays at one time.',
      help: 'Look at the 2 plays.',
      diagnosis: 'twice',
      evidence: { kind: 'table' },
      location: { file: 'etl.py', line: 2, column: 4, endLine: 2, endColumn: 24 },
    });
  });

  it('is not asked about right work', async () => {
    const broken = { query: 'SELECT 1 / 0', say: 'Never.' };
    expect(await after(twoPlays('bigint', '1', '2'), counted([broken]))).toMatchObject({ status: 'passed' });
  });

  it('that does not hold, or does not make sense, leaves the words as they were', async () => {
    const plain = await after(three, counted([]));
    const diagnoses = [
      { query: 'SELECT 1 FROM {{users}}', say: 'Never.' },
      { query: 'SELECT 1 FROM nowhere', say: 'Never.' },
      { query: 'SELECT nothing FROM {{plays}}', say: 'Never.' },
      { query: `SELECT 1 FROM {{plays}} WHERE ts LIKE 'a'`, say: 'Never.' },
      { query: `SELECT 1 FROM {{plays}} WHERE coalesce(level, 'x')::int = 1`, say: 'Never.' },
      { query: 'SELECT 1 WHERE false', say: 'Never.' },
    ];
    const result = await after(three, counted(diagnoses));
    expect({ ...result, durationMs: 0 }).toEqual({ ...plain, durationMs: 0 });
  });

  it('speaks when the check could not even be asked', async () => {
    const diagnose = [{ id: 'empty', query: `SELECT 1 AS n`, say: 'Nothing was made.' }];
    const result = await after('SELECT 1', counted(diagnose));
    expect(result).toMatchObject({ status: 'failed', message: 'Nothing was made.', diagnosis: 'empty' });
  });

  it('keeps the author’s words, however little is disclosed, and no help of before', async () => {
    const result = await after(
      three,
      counted([{ query: 'SELECT 3 AS n', say: 'There are {{n}}.' }], { disclose: 'none' }),
    );
    expect(result).toMatchObject({ status: 'failed', message: 'There are 3.' });
    expect(result).not.toHaveProperty('evidence');
    expect(result).not.toHaveProperty('help');
    expect(result).not.toHaveProperty('location');
  });

  it('shows what the learner’s tables hold as it is, and not as something else', async () => {
    const odd = { query: `SELECT E'\`a\`\\n# b' AS v, NULL AS nothing`, say: '`{{v}}` and {{nothing}}' };
    expect((await after(three, counted([odd]))).message).toBe('`ˋaˋ␊# b` and NULL');
  });

  it.each([
    ['fails', { query: 'SELECT 1 / 0', say: 'Never.' }],
    ['can’t be read', { query: 'SELEC 1', say: 'Never.' }],
    ['speaks of what its query does not give', { query: 'SELECT 1 AS n', say: '{{m}}' }],
  ])('that %s is an error of the lab', async (_what, diagnosis) => {
    const result = await after(three, counted([diagnosis]));
    expect(result).toMatchObject({ status: 'error', help: expect.any(String) as string });
  });

  it('writes nothing, and is asked where the check was', async () => {
    const writes = { query: `DELETE FROM {{plays}} RETURNING 'gone' AS v`, say: 'It is {{v}}.' };
    expect(await after(three, counted([writes]))).toMatchObject({ status: 'error' });
    const check = { ...counted([twice], { id: 'again' }), needs: [] };
    const sql = three.replaceAll('serial', 'int');
    const run = await world.check({ 'work.sql': sql }, [counted([writes]), check], { world: code.world, lab });
    expect(run.results.map(({ message }) => message)).toEqual(['It is gone.', 'User `8` has 2 plays at one time.']);
  });
});
