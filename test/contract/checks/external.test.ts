import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExternalPostgres } from '../../../src/core/service/service.js';
import type { PostgresService } from '../../../src/node/services/postgres/service.js';
import { clonesOf } from '../../support/database-facts.js';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { admin, ensurePostgres, query } from '../../support/postgres.js';
import { longSongs, queryCheck } from './specs.js';

let lab: LabWorld;
/** Stands for a server that belongs to the learner. */
let server: PostgresService;
beforeAll(async () => {
  lab = await openLabWorld();
  const spec = { kind: 'postgres', version: 18, databases: ['theirs'] } as const;
  server = await ensurePostgres(lab.home.user(), { labId: 'host', workspace: undefined }, spec);
  await query(admin(server), `CREATE ROLE modest LOGIN CREATEDB PASSWORD 'modest'`);
  await query(admin(server, 'theirs'), 'CREATE TABLE kept AS SELECT 42 AS value');
});
afterAll(() => lab.close());

const connection = (login: { readonly user: string; readonly password: string }): ExternalPostgres => {
  const { host, port } = server.admin();
  return { host, port, database: 'postgres', ...login, sslmode: 'disable' };
};
const databases = async (): Promise<readonly unknown[]> =>
  (await query(admin(server), 'SELECT datname FROM pg_database ORDER BY 1')).map(([name]) => name);

describe.each(['a superuser', 'a user who may only make databases'])(
  'on a server of the learner’s own, as %s',
  (who) => {
    const superuser = who === 'a superuser';
    const world = () => {
      const made = lab.another(true);
      const login = superuser ? server.admin() : { user: 'modest', password: 'modest' };
      made.services.useTargets({ 'shop/db': connection({ user: login.user, password: login.password }) });
      return made;
    };

    it('checks read and change copies, and leave the rest alone', async () => {
      const before = await databases();
      const one = world();
      const check = (sql: string) => lab.result(sql, queryCheck(), { world: one });
      for (const [sql, isolation] of [
        [longSongs, 'readonly'],
        [`DROP TABLE archive.plays; ${longSongs}`, 'clone'],
        [`DELETE FROM archive.plays; ${longSongs}`, 'clone'],
        [`SELECT nextval('tickets'); ${longSongs}`, 'clone'],
      ] as const)
        expect(await check(sql)).toMatchObject({ status: 'passed', isolation });
      for (const sql of [
        'SELECT title FROM songs',
        'DROP DATABASE theirs',
        'DROP DATABASE IF EXISTS shopdb',
        'ALTER DATABASE shopdb RENAME TO mine',
        `COMMENT ON DATABASE shopdb IS 'lost'`,
        'REVOKE CONNECT ON DATABASE shopdb FROM PUBLIC',
        `ALTER ROLE CURRENT_USER PASSWORD 'mine'`,
        'ALTER ROLE modest RENAME TO mine',
        'DROP OWNED BY modest',
      ])
        expect((await check(sql)).status, sql).toBe('failed');
      expect(await query(admin(server, 'theirs'), 'SELECT value FROM kept')).toEqual([[42]]);
      expect(await check(longSongs)).toMatchObject({ status: 'passed' });
      await one.close();
      expect(await clonesOf(server)).toEqual([]);
      const made = (await databases()).filter((name) => !before.includes(name));
      expect(made).toEqual([
        expect.stringContaining('delabs_read_'),
        expect.stringContaining('delabs_seed_'),
        'shopdb',
      ]);
    });

    it('two computers do not drop each other’s clones', async () => {
      // Made by a process that does not run here, on another computer.
      const other = 'delabs_clone_ffffff_999999_1';
      await query(admin(server), `CREATE DATABASE ${other}`);
      const one = world();
      expect(await lab.result(longSongs, queryCheck(), { world: one })).toMatchObject({ status: 'passed' });
      await one.close();
      expect(await clonesOf(server)).toEqual([other]);
      await query(admin(server), `DROP DATABASE ${other}`);
    });

    afterAll(async () => {
      for (const name of await databases())
        if (/^(shopdb|delabs_)/.test(String(name)))
          await query(admin(server), `DROP DATABASE "${String(name)}" WITH (FORCE)`);
    });
  },
);
