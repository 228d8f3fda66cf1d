import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LabError } from '../../../src/core/errors.js';
import type { CheckRun } from '../../../src/core/check/result.js';
import type { PostgresService } from '../../../src/node/services/postgres/service.js';
import { clonesGone, clonesOf, runningChecks } from '../../support/database-facts.js';
import { grading, openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { admin, query } from '../../support/postgres.js';
import { eventually } from '../../support/service-home.js';
import { longSongs, queryCheck, rowsCheck, schemaCheck } from './specs.js';

let lab: LabWorld;
let service: PostgresService;
beforeAll(async () => {
  lab = await openLabWorld();
  service = await lab.service();
});
afterAll(() => lab.close());

/** Computes without end, and does not look up while it does. */
const endless = 'SELECT count(*) FROM generate_series(1, 1000000000000)';
const statuses = ({ results }: CheckRun): readonly string[] => results.map(({ status }) => status);
const passes = { status: 'passed', message: expect.any(String) as string };

/** The server works on nothing, and no clone is left. */
const expectIdle = async (): Promise<void> => {
  await eventually('nothing runs', async () => (await runningChecks(service)).length === 0);
  await clonesGone(service);
};

describe('the time limit of a check', () => {
  it.each([
    ['the read-only copy', endless],
    ['a clone', `CREATE TABLE t AS ${endless.replace('count(*)', '*')}`],
    ['a loop', 'DO $$ BEGIN LOOP END LOOP; END $$'],
    [
      'a loop that catches everything',
      'DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(9); EXCEPTION WHEN OTHERS OR query_canceled THEN NULL; END; END LOOP; END $$',
    ],
    ['a recursion', 'WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r'],
    [
      'a session that has learned not to stop',
      `SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; BEGIN; ${endless}`,
    ],
  ])('ends an endless statement on %s, also on the server', async (_what, sql) => {
    const result = await lab.result(sql, queryCheck({ timeout: 0.4 }));
    expect(result).toMatchObject({ status: 'timeout', points: 0 });
    expect(result.message).toContain('0.4 seconds');
    expect(result.help).toBeTruthy();
    await expectIdle();
    expect(await lab.result(longSongs, queryCheck())).toMatchObject(passes);
  });

  it('is the same for all checks that share a run, and stops none that does not', async () => {
    const run = await lab.check({ 'work.sql': endless, 'notes.txt': 'x' }, [
      queryCheck({ id: 'first', timeout: 0.4, points: 2 }),
      rowsCheck({ id: 'second', timeout: 0.4 }),
      schemaCheck({ id: 'third', needs: ['first'] }),
      { id: 'notes', title: 'Notes', kind: 'files.exists', paths: ['notes.txt'] },
    ]);
    expect(statuses(run)).toEqual(['timeout', 'timeout', 'skipped', 'passed']);
    expect(run.grade).toMatchObject({ points: 1, maxPoints: 5, passed: false, gradable: true });
    await expectIdle();
  });

  it('is over for the query of the lab too, and the next check on the same work is not disturbed', async () => {
    const run = await lab.check({ 'work.sql': 'CREATE TABLE hits AS SELECT title FROM songs WHERE seconds >= 180' }, [
      queryCheck({ id: 'slow', query: endless, timeout: 0.4 }),
      queryCheck({ id: 'slow-expected', expected: { query: endless }, timeout: 0.4, query: 'SELECT 1' }),
      rowsCheck(),
    ]);
    expect(statuses(run)).toEqual(['timeout', 'timeout', 'passed']);
    await expectIdle();
  });

  it('begins when the server is there: a cold start is not the learner’s time', async () => {
    await lab.world.services.stop(grading, 'db', lab.spec);
    const result = await lab.result(longSongs, queryCheck({ timeout: 1.5 }));
    expect(result).toMatchObject(passes);
    service = await lab.service();
  });
});

describe('a run that is cancelled', () => {
  const cancelDuring = async (
    sql: string,
    checks = [queryCheck(), rowsCheck(), queryCheck({ id: 'third', needs: ['listed'] })],
  ) => {
    const controller = new AbortController();
    const running = lab.check({ 'work.sql': sql }, checks, { signal: controller.signal });
    await eventually('the statement runs', async () => (await runningChecks(service)).length > 0);
    controller.abort(new LabError('cancelled', 'Cancelled.'));
    return running;
  };

  it.each([
    ['the read-only copy', endless],
    ['a clone', `CREATE TABLE t AS ${endless.replace('count(*)', '*')}`],
  ])('ends its statement on %s, and says of every check that it was cancelled', async (_what, sql) => {
    const run = await cancelDuring(sql);
    expect(statuses(run)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(run.grade).toMatchObject({ points: 0, gradable: false, passed: false });
    await expectIdle();
  });

  it('gives way to the next at once', async () => {
    const controller = new AbortController();
    const old = lab.check({ 'work.sql': endless }, [queryCheck()], { signal: controller.signal });
    await eventually('the statement runs', async () => (await runningChecks(service)).length > 0);
    controller.abort();
    const [first, second] = await Promise.all([old, lab.result(longSongs, queryCheck())]);
    expect(statuses(first)).toEqual(['cancelled']);
    expect(second).toMatchObject(passes);
    await expectIdle();
  });

  it('does not take the answer away from another that waits for the same expected query', async () => {
    const slow = queryCheck({ expected: { query: `${longSongs} AND pg_sleep(0.05) IS NOT NULL` } });
    const controller = new AbortController();
    const first = lab.check({ 'work.sql': longSongs }, [slow], { signal: controller.signal });
    await eventually('the expected query runs', async () =>
      (await runningChecks(service)).some((sql) => sql.includes('pg_sleep')),
    );
    const second = lab.result(longSongs, slow);
    await new Promise((resolve) => setTimeout(resolve, 50));
    controller.abort();
    expect(statuses(await first)).toEqual(['cancelled']);
    expect(await second).toMatchObject(passes);
  });

  it('that never began runs nothing', async () => {
    const run = await lab.check({ 'work.sql': endless }, [queryCheck(), rowsCheck()], { signal: AbortSignal.abort() });
    expect(statuses(run)).toEqual(['cancelled', 'cancelled']);
    await expectIdle();
  });

  it('tells of each result once, in the order in which they came', async () => {
    const told: string[] = [];
    await lab.check({ 'work.sql': longSongs }, [queryCheck({ needs: ['second'] }), queryCheck({ id: 'second' })], {
      observer: {
        started: (_id, checks) => told.push(`${checks} checks`),
        result: (_id, { checkId }) => told.push(checkId),
      },
    });
    expect(told).toEqual(['2 checks', 'second', 'listed']);
  });
});

describe('more than can be checked', () => {
  const memory = async (work: () => Promise<unknown>): Promise<number> => {
    const before = process.memoryUsage.rss();
    let most = before;
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
    await work();
    clearInterval(timer);
    return (most - before) / 1e6;
  };

  it.each([
    ['ten million rows', 'SELECT a.* FROM songs a, generate_series(1, 10000000)'],
    ['rows without end', 'SELECT generate_series(1, 1000000000000)'],
    ['long rows', `SELECT repeat('x', 100000) FROM generate_series(1, 100000)`],
  ])('is stopped: %s', async (_what, sql) => {
    let message = '';
    const used = await memory(async () => {
      const result = await lab.result(sql, queryCheck());
      expect(result).toMatchObject({ status: 'failed', location: { line: 1 } });
      message = result.message;
    });
    expect(message).toMatch(/more than [\d,]+ rows/);
    expect(used).toBeLessThan(400);
    await expectIdle();
  });

  it('is stopped: one row that is too large', async () => {
    const used = await memory(async () => {
      const result = await lab.result(`SELECT 1;\n  SELECT repeat('x', 80000000)`, queryCheck());
      expect(result).toMatchObject({ status: 'failed', location: { line: 2, column: 3 } });
      expect(result.message).toContain('too large');
    });
    expect(used).toBeLessThan(400);
    await eventually('the server has noticed', async () => (await runningChecks(service)).length === 0);
  });

  it('is stopped: a query that would fill the disk', async () => {
    const sql = `SELECT count(*) FROM (SELECT i, repeat('x', 100000) FROM generate_series(1, 100000) i ORDER BY 2, 1) s`;
    expect(await lab.result(sql, queryCheck())).toMatchObject({ status: 'failed', location: { line: 1 } });
  });

  it('before the answer does not matter, and a long change is not undone by it', async () => {
    const reads = `SELECT * FROM generate_series(1, 300000); ${longSongs}`;
    expect(await lab.result(reads, queryCheck())).toMatchObject(passes);
    const writes = `CREATE TABLE t (a int);
      CREATE FUNCTION add(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (i); RETURN i; END $$;
      BEGIN; SELECT add(i) FROM generate_series(1, 110000) i; COMMIT; SELECT count(*) AS n FROM t`;
    const counted = queryCheck({ expected: { columns: ['n'], rows: [[110000]] } });
    expect(await lab.result(writes, counted)).toMatchObject(passes);
  });

  it('gives a result that is small enough to send, however long a value is', async () => {
    const result = await lab.result(`SELECT repeat('x', 20000000) AS title`, queryCheck());
    expect(result.status).toBe('failed');
    expect(JSON.stringify(result).length).toBeLessThan(20_000);
  });
});

describe('a server that goes away', () => {
  const killServer = async (): Promise<void> => {
    const record = await lab.home.record(grading);
    process.kill(record?.server?.pid ?? 0, 'SIGKILL');
  };

  it.each([
    ['waits', 'SELECT pg_sleep(60)'],
    ['computes', 'DO $$ BEGIN LOOP END LOOP; END $$'],
  ])('by kill -9 while a statement %s is an error, and the next check finds a new one', async (_what, sql) => {
    const running = lab.check({ 'work.sql': sql }, [queryCheck({ timeout: 20 }), rowsCheck({ timeout: 20 })]);
    await eventually('the statement runs', async () => (await runningChecks(service)).length > 0);
    await killServer();
    const run = await running;
    expect(statuses(run)).toEqual(['error', 'error']);
    for (const { help, log } of run.results) expect(`${help} ${log}`).toMatch(/check again/i);
    expect(run.grade).toMatchObject({ gradable: false, passed: false, points: 0 });
    expect(await lab.result(longSongs, queryCheck())).toMatchObject(passes);
    service = await lab.service();
    expect(await lab.result(`DELETE FROM archive.plays; ${longSongs}`, queryCheck())).toMatchObject(passes);
    await expectIdle();
  });

  it('when it is stopped between two checks is started for the next, and a spare clone of before is dropped', async () => {
    const world = lab.another(true);
    await lab.result('CREATE TABLE t (a int)', queryCheck(), { world });
    await eventually('a spare clone is there', async () => (await clonesOf(service)).length === 1);
    await lab.world.services.stop(grading, 'db', lab.spec);
    expect(await lab.result(longSongs, queryCheck(), { world })).toMatchObject(passes);
    service = await lab.service();
    expect(await lab.result(`CREATE TABLE t (a int); ${longSongs}`, queryCheck(), { world })).toMatchObject(passes);
    await world.close();
    await expectIdle();
  });

  it('is put in order again when someone has spoiled what checks read from', async () => {
    const spoil = async (sql: string): Promise<void> => {
      const ended = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'delabs_reader'`;
      for (const statement of [sql, ended]) await query(admin(service), statement);
      // A connection that was just ended may be taken for a good one once.
      await eventually(`it is mended: ${sql}`, async () => {
        const { status, isolation } = await lab.result(longSongs, queryCheck());
        return status === 'passed' && isolation === 'readonly';
      });
    };
    const copy = service.seedDatabase.replace('_seed_', '_read_');
    await spoil(`DROP DATABASE ${copy} WITH (FORCE)`);
    await spoil(`ALTER ROLE delabs_reader PASSWORD 'other'`);
    await spoil(`REVOKE ALL ON DATABASE ${copy} FROM delabs_reader`);
    await spoil('ALTER ROLE delabs_reader NOLOGIN');
  });

  it('that can’t be started is an error of every check, and says so once it can', async () => {
    const broken = { ...lab.lab, services: { db: { ...lab.spec, seed: '/nowhere/seed.sql' } } };
    const run = await lab.check({ 'work.sql': longSongs }, [queryCheck(), queryCheck({ id: 'b' })], { lab: broken });
    expect(statuses(run)).toEqual(['error', 'error']);
    expect(run.results[0]?.help).toBeTruthy();
    expect(await lab.result(longSongs, queryCheck())).toMatchObject(passes);
  });
});
