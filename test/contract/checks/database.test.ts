import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/core/course/course.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import { readRecord } from '../../../src/node/services/record.js';
import { codeCheck, worldOfCode } from '../../support/code-kind.js';
import { grading, only, openLabWorld, type CheckOptions, type LabWorld } from '../../support/lab-world.js';
import { admin, learner, query } from '../../support/postgres.js';
import { eventually } from '../../support/service-home.js';
import { queryCheck, rowsCheck, schemaCheck } from './specs.js';

let world: LabWorld;
let code: ReturnType<typeof worldOfCode>;
let lab: Lab;
beforeAll(async () => {
  world = await openLabWorld();
  code = worldOfCode(world.world, world.home);
  const db: PostgresSpec = { kind: 'postgres', version: 18, databases: ['studentdb', 'sparkifydb'] };
  lab = { ...world.lab, services: { db } };
});
afterAll(async () => {
  await code.close();
  await world.close();
});

/** What a program of the learner's leaves in the end. */
const etl = `-- in sparkifydb
CREATE TABLE songplays (id serial PRIMARY KEY, level text);
INSERT INTO songplays (level) VALUES ('free'), ('paid'), ('paid')`;

const check = (sql: string, checks: readonly CheckSpec[], options: CheckOptions = {}) =>
  world.check({ 'etl.py': sql }, checks, { world: code.world, lab, ...options });

/** Result of one check after the code has run. */
const after = async (sql: string, one: CheckSpec, options: CheckOptions = {}) => {
  const run = await check(sql, [codeCheck(), { ...one, needs: ['runs'] }], options);
  expect(run.results[0], run.results[0]?.message).toMatchObject({ status: 'passed' });
  return run.results[1];
};

const levels = queryCheck({
  database: 'sparkifydb',
  query: 'SELECT level, count(*) FROM songplays GROUP BY level',
  expected: { columns: ['level', 'count'], rows: [['free', 1], ['paid', 2]] }, // prettier-ignore
});

describe('a check of a database of the workbench', () => {
  it('sees what the code has left, and says that it was in a scratch server', async () => {
    expect(await after(etl, levels)).toMatchObject({ status: 'passed', isolation: 'scratch' });
    const wrong = await after(etl.replace(`('paid'), ('paid')`, `('paid')`), levels);
    expect(wrong).toMatchObject({ status: 'failed', isolation: 'scratch', evidence: { kind: 'table' } });
  });

  it('is of every kind of SQL check', async () => {
    const rows = rowsCheck({
      database: 'sparkifydb',
      table: 'songplays',
      columns: ['level'],
      where: 'id > 1',
      expected: { columns: ['level'], rows: [['paid'], ['paid']] },
    });
    expect(await after(etl, rows)).toMatchObject({ status: 'passed', isolation: 'scratch' });
    const columns = { level: { type: ['text', 'varchar'] }, id: { nullable: false } };
    const schema = schemaCheck({ database: 'sparkifydb', table: 'songplays', columns, primary_key: ['id'] });
    expect(await after(etl, schema)).toMatchObject({ status: 'passed', isolation: 'scratch' });
  });

  it('is made after the code it needs, in whatever order they stand', async () => {
    const run = await check(etl, [{ ...levels, needs: ['runs'] }, codeCheck()]);
    expect(run.results.map(({ status }) => status)).toEqual(['passed', 'passed']);
  });

  it('sees what the code run before it has left, and not what comes later', async () => {
    const count = (id: string, rows: number, needs: readonly string[]) =>
      queryCheck({
        ...{ id, needs: [...needs], database: 'studentdb', query: 'SELECT count(*) FROM t' },
        expected: { columns: ['count'], rows: [[rows]] },
      });
    const run = await world.check(
      { 'a.py': 'CREATE TABLE t AS SELECT 1 AS a', 'b.py': 'INSERT INTO t VALUES (2)' },
      [
        codeCheck({ id: 'a', scripts: ['a.py'] }),
        count('one', 1, ['a']),
        codeCheck({ id: 'b', scripts: ['b.py'], needs: ['one'] }),
        count('two', 2, ['b']),
      ],
      { world: code.world, lab },
    );
    expect(run.results.map(({ status, message }) => `${status} ${message}`.slice(0, 6))).toEqual(
      Array(4).fill('passed'),
    );
  });

  it('is made on what the lab gives, when no code has run', async () => {
    const databases = queryCheck({
      database: 'studentdb',
      query: `SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'`,
      expected: { columns: ['datname'], rows: [['sparkifydb'], ['studentdb']] },
    });
    expect(only(await check('', [databases]))).toMatchObject({ status: 'passed', isolation: 'scratch' });
  });

  it('sees a database that the code has dropped and made again', async () => {
    const again = `DROP DATABASE IF EXISTS sparkifydb;\nCREATE DATABASE sparkifydb WITH ENCODING 'utf8' TEMPLATE template0;\n${etl}`;
    expect(await after(again, levels)).toMatchObject({ status: 'passed' });
    const run = await check(again, [
      codeCheck(),
      { ...levels, needs: ['runs'] },
      codeCheck({ id: 'again', needs: ['listed'] }),
      { ...levels, id: 'listed-again', needs: ['again'] },
    ]);
    expect(run.results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'passed']);
  });

  it.each([
    ['is not there', 'DROP DATABASE sparkifydb', ['`sparkifydb`', 'There is `studentdb`.']],
    [
      'has another name',
      'ALTER DATABASE sparkifydb RENAME TO sparkify; CREATE DATABASE more',
      ['`sparkifydb`', 'There are `more`, `sparkify` and `studentdb`.'],
    ],
  ])('that %s says which there are', async (_what, sql, says) => {
    const result = await after(sql.replace('; ', ';\n'), levels);
    expect(result).toMatchObject({ status: 'failed', isolation: 'scratch', help: expect.any(String) as string });
    for (const words of says) expect(result?.message).toContain(words);
  });

  it('finds tables as the learner’s role would, and times in UTC, whatever the code has set', async () => {
    const sql = `
      CREATE SCHEMA student;
      CREATE TABLE student.t AS SELECT 'mine' AS a, timestamptz '2018-11-01 12:00+00' AS at;
      CREATE TABLE public.t AS SELECT 'other' AS a;
      ALTER DATABASE studentdb SET timezone = 'Asia/Tokyo';
      ALTER ROLE postgres SET default_transaction_read_only = off;`;
    const one = queryCheck({
      database: 'studentdb',
      query: `SELECT a, at::text FROM t`,
      expected: { columns: ['a', 'at'], rows: [['mine', '2018-11-01 12:00:00+00']] },
    });
    expect(await after(`-- in studentdb as postgres\n${sql}`, one)).toMatchObject({ status: 'passed' });
  });

  it('reads everything, and writes nothing', async () => {
    const hidden = `-- in studentdb as postgres
      CREATE TABLE t AS SELECT 1 AS a;
      REVOKE ALL ON t FROM PUBLIC;
      CREATE FUNCTION adds() RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (2)\\; RETURN 1\\; END $$`;
    const expected = { columns: ['a'], rows: [[1]] };
    const reads = queryCheck({ database: 'studentdb', query: 'SELECT a FROM t', expected });
    expect(await after(hidden.replaceAll('\\;', '; '), reads)).toMatchObject({ status: 'passed' });
    for (const statement of [
      'DELETE FROM t RETURNING a',
      'SELECT adds() AS a',
      'WITH x AS (INSERT INTO t VALUES (3)) SELECT 1 AS a',
    ]) {
      const run = await check(hidden.replaceAll('\\;', '; '), [
        codeCheck(),
        { ...reads, id: 'writes', query: statement, needs: ['runs'] },
        { ...reads, needs: ['runs'] },
      ]);
      expect(
        run.results.map(({ status }) => status),
        statement,
      ).toEqual(['passed', 'error', 'passed']);
    }
  });

  it('ends at its time, and does not disturb the next', async () => {
    const endless = {
      ...levels,
      id: 'endless',
      query: 'SELECT count(*) FROM generate_series(1, 1000000000000)',
      timeout: 0.5,
    };
    const run = await check(etl, [codeCheck(), { ...endless, needs: ['runs'] }, { ...levels, needs: ['runs'] }]);
    expect(run.results.map(({ status }) => status)).toEqual(['passed', 'timeout', 'passed']);
  });

  it('that asks for what is not there says so', async () => {
    const missing = await after('SELECT 1', levels);
    expect(missing).toMatchObject({ status: 'failed', isolation: 'scratch' });
    expect(missing?.message).toContain('After your code has run, relation "songplays" does not exist');
    const table = await after('SELECT 1', schemaCheck({ database: 'sparkifydb', table: 'songplays' }));
    expect(table?.message).toBe('There is no table `songplays` after your code has run.');
    const text = await after(etl, queryCheck({ database: 'sparkifydb', query: 'SELECT level::int FROM songplays' }));
    expect(text).toMatchObject({ status: 'failed' });
  });
});

describe('the learner’s own', () => {
  it('server sees no statement of code, and keeps what is in it', async () => {
    const own = { labId: lab.id, workspace: '/workspace' };
    const service = await code.world.services.ensure(
      own,
      'db',
      lab.services['db'] as PostgresSpec,
      new AbortController().signal,
      () => undefined,
    );
    if (service.kind !== 'postgres' || !('admin' in service)) throw new Error('no PostgreSQL');
    const postgres = service as Awaited<ReturnType<LabWorld['service']>>;
    await query(learner(postgres, 'sparkifydb'), 'CREATE TABLE songplays AS SELECT 42 AS mine');
    await query(admin(postgres), `ALTER SYSTEM SET log_statement = 'all'`);
    await query(admin(postgres), 'SELECT pg_reload_conf()');
    const log = path.join(await world.home.instance(own), 'server.log');
    await eventually('statements are logged', async () => {
      await query(admin(postgres), `SELECT 'marked'`);
      return (await readFile(log, 'utf8')).includes('marked');
    });
    const before = await readFile(log, 'utf8');
    const evil = `DROP TABLE IF EXISTS songplays;\nDROP DATABASE sparkifydb;\nCREATE DATABASE sparkifydb;\n${etl}`;
    const result = await after(evil, levels, { workspace: '/workspace' });
    expect(result).toMatchObject({ status: 'passed' });
    expect(await readFile(log, 'utf8')).toBe(before);
    expect(await query(learner(postgres, 'sparkifydb'), 'SELECT mine FROM songplays')).toEqual([[42]]);
    await code.world.services.stop(own, 'db', lab.services['db'] as PostgresSpec);
  });
});

describe('a server of a run', () => {
  it('that is killed while the code runs is an error, and never wrong work', async () => {
    const running = check(`-- in studentdb\nSELECT pg_sleep(60)`, [
      codeCheck({ timeout: 30 }),
      { ...levels, needs: ['runs'] },
      { ...levels, id: 'too' },
    ]);
    await killScratch();
    const run = await running;
    expect(run.results.map(({ status }) => status)).toEqual(['error', 'skipped', 'error']);
    expect(run.grade).toMatchObject({ gradable: false, passed: false });
    expect(run.results[0]?.help).toMatch(/check again/i);
    expect(await after(etl, levels)).toMatchObject({ status: 'passed' });
  });

  it('that is killed while a check asks it is an error', async () => {
    const slow = { ...levels, query: 'SELECT pg_sleep(60)', timeout: 30 };
    const running = check(etl, [codeCheck(), { ...slow, needs: ['runs'] }, { ...levels, id: 'next', needs: ['runs'] }]);
    await killScratch();
    const run = await running;
    expect(run.results.map(({ status }) => status)).toEqual(['passed', 'error', 'error']);
    expect(run.grade.gradable).toBe(false);
  });

  it('serves one run of two at once', async () => {
    const mine = (n: number) =>
      after(`CREATE TABLE mine AS SELECT ${n} AS n`, queryCheck({
        ...{ database: 'studentdb', query: 'SELECT n FROM mine' },
        expected: { columns: ['n'], rows: [[n]] },
      })); // prettier-ignore
    const results = await Promise.all([1, 2, 3].map(mine));
    expect(results.map((result) => result?.status)).toEqual(['passed', 'passed', 'passed']);
  });

  it('ends with a run that is cancelled', async () => {
    const controller = new AbortController();
    const running = check(`-- in studentdb\nSELECT pg_sleep(60)`, [codeCheck({ timeout: 30 }), { ...levels, needs: ['runs'] }], { signal: controller.signal }); // prettier-ignore
    await eventually('it sleeps', async () => (await sleeping()).length > 0);
    controller.abort();
    expect((await running).results.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    await eventually('its server is gone', async () => (await scratchFolders()).length === 0);
  });
});

describe('hostile code', () => {
  const asSuperuser = (sql: string) => `-- in studentdb as postgres\n${sql}`;
  it.each<[what: string, sql: string, statuses: readonly string[]]>([
    [
      'that ends every session',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid();\n${etl}`,
      ['passed', 'passed'],
    ],
    ['that drops every database', 'DROP DATABASE sparkifydb;\nDROP DATABASE postgres', ['passed', 'failed']],
    [
      'that takes all rights away',
      `ALTER ROLE student NOLOGIN NOCREATEDB;\nREVOKE ALL ON DATABASE sparkifydb FROM PUBLIC, student`,
      ['passed', 'failed'],
    ],
    ['that spoils the settings', `ALTER SYSTEM SET max_connections = 1;\nALTER ROLE postgres SET statement_timeout = 1;\n${etl}`, ['passed', 'passed']], // prettier-ignore
    ['that commits inside', `BEGIN;\nCOMMIT;\n${etl};\nCOMMIT`, ['passed', 'passed']],
    ['that never ends', 'DO $$ BEGIN LOOP END LOOP\\; END $$'.replace('\\;', ';'), ['timeout', 'failed']],
    ['that stops its server', `COPY (SELECT 1) TO PROGRAM 'kill -QUIT $(head -1 postmaster.pid)';\nSELECT pg_sleep(5)`, ['error', 'error']], // prettier-ignore
  ])('%s harms nobody but itself', async (_what, sql, statuses) => {
    const run = await check(asSuperuser(sql), [codeCheck({ timeout: 2 }), levels]);
    expect(run.results.map(({ status, message }) => `${status} ${message}`)).toEqual(
      statuses.map((status) => expect.stringMatching(`^${status} `) as string),
    );
    expect(await after(etl, levels)).toMatchObject({ status: 'passed' });
  });
});

const root = () => path.join(world.home.home, 'services');
const scratchFolders = async () =>
  (await readdir(root()).catch(() => [])).filter((name) => name.startsWith('scratch-'));

/** Servers of runs that are asked to sleep at the moment. */
const sleeping = async (): Promise<readonly { readonly pid: number }[]> => {
  const found = await Promise.all(
    (await scratchFolders()).map(async (name) => {
      const record = await readRecord(path.join(root(), name));
      if (record?.state !== 'ready' || record.port === undefined || !record.server) return [];
      const connection = {
        host: '127.0.0.1',
        port: record.port,
        user: 'postgres',
        password: 'x',
        database: 'postgres',
        ssl: false,
      };
      const active = `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`;
      const rows = await query(connection, active).catch(() => []);
      return rows.length > 0 ? [record.server] : [];
    }),
  );
  return found.flat();
};

const killScratch = async (): Promise<void> => {
  await eventually('a server sleeps', async () => (await sleeping()).length > 0);
  for (const { pid } of await sleeping()) process.kill(pid, 'SIGKILL');
};

describe('a lab’s login', () => {
  it('is the learner’s role on the learner’s own server as well', async () => {
    const db: PostgresSpec = {
      kind: 'postgres',
      version: 18,
      databases: ['studentdb'],
      login: { user: 'analyst', password: 'Geheim 1' },
    };
    const own = { labId: 'with-login', workspace: '/workspace' };
    const service = await world.world.services.ensure(own, 'db', db, new AbortController().signal, () => undefined);
    const endpoint = service.endpoint();
    expect(endpoint).toMatchObject({ user: 'analyst', password: 'Geheim 1', database: 'studentdb' });
    const rights = await query(
      { ...endpoint, ssl: false },
      'SELECT rolcreatedb, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user',
    );
    expect(rights).toEqual([[true, false, false]]);
    await expect(query({ ...endpoint, password: 'wrong', ssl: false }, 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    });
    await world.world.services.stop(own, 'db', db);
  });
});

it('a grading run uses no server of a learner’s', async () => {
  const result = await after(etl, {
    ...levels,
    expected: { query: `SELECT * FROM (VALUES ('free', 1), ('paid', 2)) AS t (level, count)` },
  });
  expect(result).toMatchObject({ status: 'passed' });
  expect((await world.home.record({ ...grading, labId: lab.id }))?.state).toBe('ready');
  await writeFile(path.join(world.home.home, 'done'), '');
});
