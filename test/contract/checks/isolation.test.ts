import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgresService } from '../../../src/node/services/postgres/service.js';
import {
  clonesGone,
  clonesOf,
  runningChecks,
  watchFacts,
  type FactsWatch,
  type ServerFacts,
} from '../../support/database-facts.js';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { admin, learner, query } from '../../support/postgres.js';
import { eventually } from '../../support/service-home.js';
import { hostileFiles, refusedStatements } from './hostile-sql.js';
import { longSongs, queryCheck } from './specs.js';

let lab: LabWorld;
let service: PostgresService;
let watch: FactsWatch;
let before: ServerFacts;
beforeAll(async () => {
  lab = await openLabWorld();
  service = await lab.service();
  await lab.result(longSongs, queryCheck());
  watch = await watchFacts(service);
  before = await watch.allFacts();
});
afterAll(async () => {
  await watch.close();
  await lab.close();
});

/** Names a learner could find out, written so that the SQL below can be. */
const named = (sql: string): string =>
  sql.replaceAll('{seed}', service.seedDatabase).replaceAll('{read}', service.seedDatabase.replace('_seed_', '_read_'));

/** Nothing is otherwise than before, and the next check is as it should be. */
const expectUntouched = async (): Promise<void> => {
  const { seed: _seed, ...expected } = before;
  await clonesGone(service);
  expect(await watch.facts()).toEqual(expected);
  const next = await lab.result(longSongs, queryCheck());
  expect(next).toMatchObject({ status: 'passed', isolation: 'readonly' });
};

describe('a file of the learner changes nothing but its own copy', () => {
  it.each(hostileFiles)('with %s', async (_what, sql) => {
    const result = await lab.result(named(sql), queryCheck());
    expect(result.status, result.message).toBe('failed');
    await expectUntouched();
  });

  it.each(refusedStatements)('and is refused %s', async (_what, sql) => {
    const result = await lab.result(named(sql), queryCheck({ isolation: 'clone' }));
    expect(result).toMatchObject({ status: 'failed', isolation: 'clone', location: { file: 'work.sql', line: 1 } });
  });

  it('and all of it has left no trace, not in the seed either', async () => {
    await expectUntouched();
    expect(await watch.allFacts()).toEqual(before);
  });

  it('even as a function that the owner of the tables would run', async () => {
    const sql = `CREATE OR REPLACE FUNCTION takes_over() RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN EXECUTE format('ALTER ROLE %I SET search_path = nowhere', current_user); RETURN 1; END $$;
      SELECT takes_over()`;
    await lab.result(sql, queryCheck());
    await expectUntouched();
  });

  it('nor by what it does to its own database', async () => {
    const sql = `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = nowhere', current_database()); END $$`;
    const result = await lab.result(sql, queryCheck());
    expect(result.status).toBe('failed');
    await expectUntouched();
  });

  it('the learner’s database keeps what the learner put there', async () => {
    await query(learner(service), 'CREATE TABLE mine AS SELECT 42 AS kept');
    await lab.result('DROP TABLE mine', queryCheck());
    await lab.result('DROP DATABASE shopdb', queryCheck());
    expect(await query(learner(service), 'SELECT kept FROM mine')).toEqual([[42]]);
    await query(learner(service), 'DROP TABLE mine');
    await expectUntouched();
  });
});

describe('the level of isolation', () => {
  it.each([
    ['readonly', 'a SELECT', 'SELECT title FROM songs WHERE seconds >= 180'],
    ['readonly', 'a WITH', 'WITH long AS (SELECT * FROM songs WHERE seconds >= 180) SELECT title FROM long'],
    [
      'readonly',
      'EXPLAIN and SHOW',
      'EXPLAIN SELECT 1; SHOW search_path; SELECT title FROM songs WHERE seconds >= 180',
    ],
    ['clone', 'a change', 'DELETE FROM archive.plays; SELECT title FROM songs WHERE seconds >= 180'],
    [
      'clone',
      'EXPLAIN ANALYZE of a change',
      'EXPLAIN ANALYZE DELETE FROM archive.plays; SELECT title FROM songs WHERE seconds >= 180',
    ],
    ['clone', 'a SELECT that writes', `SELECT title FROM songs WHERE seconds >= 180 AND nextval('tickets') > 0`],
    ['clone', 'a locking SELECT', 'SELECT title FROM songs WHERE seconds >= 180 FOR UPDATE'],
    ['clone', 'a setting', 'SET search_path = public; SELECT title FROM songs WHERE seconds >= 180'],
    ['clone', 'a transaction', 'BEGIN; SELECT title FROM songs WHERE seconds >= 180; COMMIT'],
  ])('is %s for %s', async (isolation, _what, sql) => {
    expect(await lab.result(sql, queryCheck())).toMatchObject({ status: 'passed', isolation });
  });

  it('is a clone when the lab says so', async () => {
    expect(await lab.result(longSongs, queryCheck({ isolation: 'clone' }))).toMatchObject({ isolation: 'clone' });
  });

  it('readonly, when the lab says so, refuses what may change something and runs none of the file', async () => {
    for (const sql of [
      'DROP OWNED BY CURRENT_USER',
      `ALTER ROLE CURRENT_USER SET work_mem = '1MB'`,
      'DO $$ BEGIN END $$',
    ]) {
      const result = await lab.result(`SET default_transaction_read_only = off;\n${sql}`, queryCheck({ isolation: 'readonly' })); // prettier-ignore
      expect(result).toMatchObject({ status: 'failed', isolation: 'readonly', location: { line: 2, column: 1 } });
    }
    const sets = `SET default_transaction_read_only = off; BEGIN; ${longSongs}; COMMIT`;
    expect(await lab.result(sets, queryCheck({ isolation: 'readonly' }))).toMatchObject({ status: 'passed' });
    const writes = `SET default_transaction_read_only = off; SELECT setval('tickets', 1)`;
    expect(await lab.result(writes, queryCheck({ isolation: 'readonly' }))).toMatchObject({ status: 'failed' });
    await expectUntouched();
  });
});

describe('what a connection was told', () => {
  const told = `SET search_path = archive; SET TimeZone = 'Asia/Tokyo'; SET work_mem = '1MB'; PREPARE p AS SELECT 1;
    SET default_transaction_read_only = off; BEGIN; DECLARE c CURSOR FOR SELECT 1; FETCH c;
    SELECT pg_advisory_lock(1), pg_try_advisory_lock(2)`;
  const state = `SELECT current_setting('search_path') AS path, current_setting('TimeZone') AS zone, current_setting('work_mem') AS mem,
    (SELECT count(*) FROM pg_prepared_statements) AS prepared, (SELECT count(*) FROM pg_cursors WHERE name = 'c') AS cursors,
    (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') AS locks, (SELECT count(*) FROM pg_listening_channels()) AS listening,
    to_regclass('pg_temp.scratch')::text AS temporary`;
  const fresh = {
    columns: ['path', 'zone', 'mem', 'prepared', 'cursors', 'locks', 'listening', 'temporary'],
    rows: [['"$user", public', 'UTC', '4MB', 0, 0, 0, 0, null]],
  };

  it('reaches no later check on the read-only copy', async () => {
    await lab.result(told, queryCheck({ isolation: 'readonly' }));
    expect(await lab.result(state, queryCheck({ expected: fresh }))).toMatchObject({ status: 'passed' });
  });

  it('reaches no later check on a clone', async () => {
    await lab.result(`LISTEN news; ${told}`, queryCheck());
    const check = queryCheck({ isolation: 'clone', expected: fresh });
    expect(await lab.result(state, check)).toMatchObject({ status: 'passed' });
  });

  it('does not reach the queries of the lab in the same run, nor does what was never committed', async () => {
    const sql = `CREATE TEMP TABLE scratch (a int); CREATE TEMP TABLE songs AS SELECT 1 AS id; LISTEN news; ${told}; DELETE FROM archive.plays`;
    const run = await lab.check({ 'work.sql': sql }, [
      queryCheck({ id: 'state', query: state, expected: fresh }),
      queryCheck({ id: 'rows', query: 'SELECT count(*) AS n FROM songs', expected: { columns: ['n'], rows: [[8]] } }),
      queryCheck({
        id: 'kept',
        query: 'SELECT count(*) AS n FROM archive.plays',
        expected: { columns: ['n'], rows: [[2]] },
      }),
    ]);
    expect(run.results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
  });

  it('and what a query of the lab changes does not reach the next one', async () => {
    const changes = queryCheck({ id: 'first', query: 'DELETE FROM archive.plays RETURNING song_id', expected: { columns: ['song_id'], rows: [[1], [2]] } }); // prettier-ignore
    const run = await lab.check({ 'work.sql': 'CREATE TABLE t (a int)' }, [changes, { ...changes, id: 'second' }]);
    expect(run.results.map(({ status }) => status)).toEqual(['passed', 'passed']);
  });
});

describe('two runs at once', () => {
  it('can’t touch each other’s clone, or end each other', async () => {
    const first = lab.result(`CREATE TABLE own AS SELECT 1; SELECT pg_sleep(1); ${longSongs}`, queryCheck());
    let name = '';
    await eventually('the first run sleeps in its clone', async () => {
      const rows = await query(
        admin(service),
        `SELECT datname FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'`,
      );
      name = String(rows[0]?.[0] ?? '');
      return name !== '';
    });
    for (const sql of [
      `DROP DATABASE "${name}" WITH (FORCE)`,
      `ALTER DATABASE "${name}" RENAME TO mine`,
      `SET ROLE "${name}"`,
      `ALTER ROLE "${name}" SET search_path = nowhere`,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
      `DROP OWNED BY delabs_check CASCADE`,
    ])
      expect((await lab.result(sql, queryCheck())).status, sql).toBe('failed');
    expect(await first).toMatchObject({ status: 'passed', isolation: 'clone' });
    await expectUntouched();
  });

  it('can’t end each other on the read-only copy', async () => {
    const first = lab.result('SELECT title FROM songs, pg_sleep(1) WHERE seconds >= 180', queryCheck());
    await eventually('the first run sleeps', async () => (await runningChecks(service)).length === 1);
    for (const name of ['pg_cancel_backend', 'pg_terminate_backend'])
      await lab.result(`SELECT ${name}(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()`, queryCheck());
    expect(await first).toMatchObject({ status: 'passed', isolation: 'readonly' });
  });

  it('never get the same clone, though a spare one is kept ready', async () => {
    const world = lab.another(true);
    const made = async (value: number): Promise<string> => {
      const work = `CREATE TABLE own AS SELECT ${value} AS value; SELECT pg_sleep(0.2); SELECT value FROM own`;
      const check = queryCheck({ expected: { columns: ['value'], rows: [[value]] } });
      return (await lab.result(work, check, { world })).status;
    };
    expect(await made(0)).toBe('passed');
    expect(await Promise.all([1, 2, 3, 4].map(made))).toEqual(['passed', 'passed', 'passed', 'passed']);
    await eventually('only a spare clone is left', async () => (await clonesOf(service)).length === 1);
    await world.close();
    await expectUntouched();
  });
});
