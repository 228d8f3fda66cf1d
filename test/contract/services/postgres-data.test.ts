import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import type { PostgresService } from '../../../src/node/services/postgres/service.js';
import { postgresFiles } from '../../../src/node/services/postgres/files.js';
import { admin, checker, ensurePostgres, learner, query, seedFile } from '../../support/postgres.js';
import { eventually, openServiceHome } from '../../support/service-home.js';
import type { ServiceHome } from '../../support/service-home.js';
import { startUser } from '../../support/service-user-process.js';

const songs = `
  CREATE TABLE songs (id int PRIMARY KEY, title text NOT NULL);
  INSERT INTO songs VALUES (1, 'naïve'), (2, 'it''s');
`;

let home: ServiceHome;
let spec: PostgresSpec;
beforeAll(async () => {
  home = await openServiceHome();
  spec = { kind: 'postgres', version: 18, databases: ['studentdb', 'otherdb'], seed: await seedFile(home, songs) };
});
afterAll(() => home.close());

const owner = { labId: 'songs', workspace: '/workspace' };
const ours = (): Promise<PostgresService> => ensurePostgres(home.user(), owner, spec);
/** Instances without a workspace are quicker: they do not wait for the disk. */
const quick = (labId: string, seed = spec.seed ?? ''): Promise<PostgresService> =>
  ensurePostgres(home.user(), { labId, workspace: undefined }, { ...spec, seed });

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

describe('a PostgreSQL server of ours', () => {
  it('is the pinned version, in UTC, durable, and asks everybody for a password', async () => {
    const service = await ours();
    expect(service.serverVersion).toBe('18.4');
    expect(service.label()).toBe('PostgreSQL 18.4');
    const settings = `SELECT current_setting('TimeZone'), current_setting('fsync'), current_setting('server_encoding'),
      current_setting('lc_messages'), current_setting('unix_socket_directories'), current_setting('jit')`;
    expect(await query(admin(service), settings)).toEqual([['UTC', 'on', 'UTF8', 'C', '', 'off']]);
    for (const user of ['student', 'postgres', 'delabs_check']) {
      await expect(query({ ...learner(service), user, password: 'guess' }, 'SELECT 1')).rejects.toMatchObject({
        code: '28P01',
      });
    }
  });

  it('has a superuser whose password only this user of the computer can read, another one in every instance', async () => {
    const [one, two] = [await ours(), await quick('reset')];
    expect(one.admin().password).not.toBe(two.admin().password);
    await expect(query({ ...admin(two), password: one.admin().password }, 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    });
    const files = postgresFiles(await home.instance(owner));
    for (const file of [files.password, files.checkPassword, files.log])
      expect((await stat(file)).mode & 0o077, file).toBe(0);
  });

  it('belongs to the learner as far as the databases of the lab go', async () => {
    const service = await ours();
    expect(await query(learner(service), 'SELECT * FROM songs ORDER BY id')).toEqual([
      [1, 'naïve'],
      [2, "it's"],
    ]);
    expect(
      await query(learner(service, 'otherdb'), `SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public'`),
    ).toEqual([[0]]);
    await query(learner(service), 'CREATE DATABASE mine');
    await query(learner(service), 'DROP DATABASE mine');
    await query(learner(service), 'ALTER TABLE songs ADD COLUMN year int; CREATE SCHEMA work');
    await expect(query(learner(service), 'CREATE ROLE friend')).rejects.toMatchObject({ code: '42501' });
    await expect(query(learner(service, service.seedDatabase), 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
    await expect(query(checker(service, 'studentdb'), 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
    const marks = `SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname IN ('studentdb', '${service.seedDatabase}')`;
    for (const [mark] of await query(admin(service), marks))
      expect(mark).toMatch(/^delabs lab=songs seed=[0-9a-f]{64}$/);
  });

  it('keeps a pristine copy, from which a check can work in a clone of its own', async () => {
    const service = await ours();
    await query(admin(service), `CREATE DATABASE clone TEMPLATE ${service.seedDatabase}`);
    await query(admin(service), `GRANT ALL ON DATABASE clone TO delabs_check`);
    const work =
      'CREATE TABLE made AS SELECT * FROM songs; ALTER TABLE songs RENAME TO old; DROP TABLE old; SELECT count(*)::int FROM made';
    const client = checker(service, 'clone');
    await query(client, work.slice(0, work.lastIndexOf(';')));
    expect(await query(client, 'SELECT count(*)::int FROM made')).toEqual([[2]]);
    await expect(query(client, 'CREATE DATABASE no')).rejects.toMatchObject({ code: '42501' });
    expect(await query(checker(service, service.seedDatabase), 'SELECT count(*)::int FROM songs')).toEqual([[2]]);
    expect(
      await query(
        checker(service, service.seedDatabase),
        `SELECT reltuples::int FROM pg_class WHERE relname = 'songs'`,
      ),
    ).toEqual([[2]]);
  });

  it('is provisioned once by all who come at the same time', async () => {
    const fresh = { labId: 'crowd', workspace: undefined };
    const other = await startUser(home, fresh, spec);
    const [one, two] = await Promise.all([quick('crowd'), quick('crowd')]);
    await other.endpoint;
    expect(one.seedDatabase).toBe(two.seedDatabase);
    expect(await query(learner(one), 'SELECT count(*)::int FROM songs')).toEqual([[2]]);
    const left = `SELECT datname FROM pg_database WHERE datname LIKE 'delabs_new%'`;
    expect(await query(admin(one), left)).toEqual([]);
    await other.kill();
  });

  it('gives back what the learner has spoiled of roles, and a database that was dropped', async () => {
    const service = await ours();
    await query(learner(service), `ALTER ROLE student PASSWORD 'forgotten'`);
    await query(admin(service), 'DROP DATABASE otherdb WITH (FORCE)');
    const again = await ours();
    expect(await query(learner(again, 'otherdb'), 'SELECT 1')).toEqual([[1]]);
  });

  it('leaves the learner’s data alone when the seed has changed, and makes a new pristine copy', async () => {
    const lab = { labId: 'changing', workspace: undefined };
    const first = await seedFile(home, 'CREATE TABLE a AS SELECT 1 AS x', 'first.sql');
    const second = await seedFile(home, 'CREATE TABLE b AS SELECT 2 AS x', 'second.sql');
    const before = await ensurePostgres(home.user(), lab, { ...spec, seed: first });
    await query(learner(before), 'CREATE TABLE mine AS SELECT 3 AS x');
    const messages: string[] = [];
    const after = await ensurePostgres(home.user(), lab, { ...spec, seed: second }, (message) =>
      messages.push(message),
    );
    expect(await query(learner(after), 'SELECT x FROM mine UNION ALL SELECT x FROM a')).toEqual([[3], [1]]);
    expect(await query(checker(after, after.seedDatabase), 'SELECT x FROM b')).toEqual([[2]]);
    expect(messages.join()).toContain('Yours was left as it is');
    const seeds = await query(admin(after), `SELECT datname FROM pg_database WHERE datname LIKE 'delabs\\_seed%'`);
    expect(seeds).toEqual([[after.seedDatabase]]);
  });

  it.each([
    ['a syntax error', 'SELECT 1;\n\n-- é\nSELEC 2;', 4, 1],
    ['a missing table', 'CREATE TABLE t (a int);\nINSERT INTO t\n  SELECT * FROM nowhere;', 3, 17],
  ])('names the line of a seed with %s, and leaves nothing half done', async (_what, sql, line, column) => {
    const seed = await seedFile(home, sql, 'broken.sql');
    const lab = { labId: 'broken', workspace: undefined };
    const failed = ensurePostgres(home.user(), lab, { ...spec, seed });
    await expect(failed).rejects.toMatchObject({ code: 'manifest-invalid', data: { file: seed, line, column } });
    const service = await ensurePostgres(home.user(), lab, spec);
    expect(await query(learner(service), 'SELECT count(*)::int FROM songs')).toEqual([[2]]);
    const left = await query(admin(service), `SELECT datname FROM pg_database WHERE datname LIKE 'delabs_new%'`);
    expect(left).toEqual([]);
  });

  it('keeps its log small while it runs', async () => {
    const service = await ours();
    const { log } = postgresFiles(await home.instance(owner));
    await query(admin(service), `DO $$ BEGIN FOR i IN 1..3000 LOOP RAISE LOG '%', repeat('x', 500); END LOOP; END $$`);
    await eventually('the log is cut', async () => (await stat(log)).size <= 1_000_000 && (await exists(`${log}.1`)));
    await query(admin(service), `DO $$ BEGIN RAISE LOG 'still written'; END $$`);
    expect(await readFile(log, 'utf8')).toContain('still written');
    expect((await stat(`${log}.1`)).size).toBeLessThan(300_000);
  });

  it('refuses data of another version, and says where it lies', async () => {
    const lab = { labId: 'broken', workspace: undefined };
    const user = home.user();
    await ensurePostgres(user, lab, spec);
    await user.stop(lab, 'db', spec);
    const { data } = postgresFiles(await home.instance(lab));
    await writeFile(path.join(data, 'PG_VERSION'), '17\n');
    const failed = ensurePostgres(user, lab, spec);
    await expect(failed).rejects.toMatchObject({
      code: 'service-failed',
      message: expect.stringContaining('PostgreSQL 17') as string,
    });
    await writeFile(path.join(data, 'PG_VERSION'), '18\n');
    await ensurePostgres(user, lab, spec);
  });

  it('does not make grading runs wait for the disk, and keeps them off the port of courses', async () => {
    const grading = await ensurePostgres(home.user(), { labId: 'songs', workspace: undefined }, spec);
    expect(await query(admin(grading), 'SHOW fsync')).toEqual([['off']]);
    expect(grading.endpoint().port).not.toBe(5432);
  });
});

describe('a reset of the data', () => {
  const count = 'SELECT count(*)::int FROM songs';
  const backups = `SELECT count(*)::int FROM pg_database WHERE datname LIKE 'studentdb\\_backup\\_%'`;

  it('gives the seeded state, closes open sessions, and can be undone and redone', async () => {
    const service = await quick('reset');
    await query(learner(service), 'DELETE FROM songs WHERE id = 1');
    const open = query(learner(service), 'SELECT pg_sleep(60)').catch((error: unknown) => error);
    await eventually('the session is busy', async () => {
      const busy = await query(admin(service), `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'`);
      return busy.length === 1;
    });
    const backup = await service.resetData();
    expect(await open).toMatchObject({ code: '57P01' });
    expect(await query(learner(service), count)).toEqual([[2]]);
    const undo = await service.restoreData(backup);
    expect(await query(learner(service), count)).toEqual([[1]]);
    await service.restoreData(undo);
    expect(await query(learner(service), count)).toEqual([[2]]);
    await expect(service.restoreData(backup)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps the newest five backups', async () => {
    const service = await quick('reset');
    const ids: string[] = [];
    for (let reset = 1; reset <= 7; reset += 1) {
      await query(learner(service), `INSERT INTO songs VALUES (${reset + 10}, 'reset ${reset}')`);
      ids.push(await service.resetData());
    }
    expect(ids).toEqual([...new Set(ids)].sort());
    expect((await service.backups()).map(({ id }) => id)).toEqual(ids.slice(-5).toReversed());
    expect(await query(admin(service), backups)).toEqual([[5]]);
    await service.restoreData(ids.at(-1) ?? '');
    expect(await query(learner(service), 'SELECT title FROM songs WHERE id > 10')).toEqual([['reset 7']]);
    await expect(service.restoreData(ids[0] ?? '')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('changes nothing when the seed can’t be run', async () => {
    const seed = await seedFile(home, songs, 'good-then-bad.sql');
    const service = await quick('reset', seed);
    await query(learner(service), 'DELETE FROM songs');
    const before = await query(admin(service), backups);
    await writeFile(seed, 'nonsense');
    await expect(service.resetData()).rejects.toMatchObject({ code: 'manifest-invalid' });
    expect(await query(learner(service), count)).toEqual([[0]]);
    expect(await query(admin(service), backups)).toEqual(before);
  });

  it('that was killed halfway is repaired by the next start', async () => {
    const service = await quick('reset');
    await service.resetData();
    await query(learner(service), 'DELETE FROM songs WHERE id = 2');
    await query(admin(service), 'CREATE DATABASE delabs_new_studentdb');
    await query(admin(service), 'ALTER DATABASE studentdb WITH ALLOW_CONNECTIONS false');
    const again = await quick('reset');
    expect(await query(learner(again), count)).toEqual([[1]]);
    expect(await query(admin(again), `SELECT 1 FROM pg_database WHERE datname LIKE 'delabs_new%'`)).toEqual([]);
  });
});
