import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExternalPostgres, PostgresSpec } from '../../../src/core/service/service.js';
import { freePort } from '../../../src/node/process/ports.js';
import { withClient } from '../../../src/node/services/postgres/client.js';
import type { PostgresService } from '../../../src/node/services/postgres/service.js';
import type { LabServices } from '../../../src/node/services/services.js';
import { admin, checker, ensurePostgres, learner, query, seedFile } from '../../support/postgres.js';
import { eventually, never, openServiceHome } from '../../support/service-home.js';
import type { ServiceHome } from '../../support/service-home.js';

/** One of our own servers plays the learner's: what is special is only how it is spoken to. */
const host = { labId: 'host', workspace: undefined };
const lab = { labId: 'lab', workspace: '/workspace' };
const plain: PostgresSpec = { kind: 'postgres', version: 18, databases: ['hostdb'] };

let home: ServiceHome;
let server: PostgresService;
let hosting: LabServices;
let spec: PostgresSpec;
let users: LabServices;
beforeAll(async () => {
  home = await openServiceHome();
  spec = { ...plain, databases: ['shopdb'], seed: await seedFile(home, 'CREATE TABLE goods AS SELECT 7 AS price') };
  hosting = home.user();
  server = await ensurePostgres(hosting, host, plain);
  await query(admin(server), `CREATE ROLE owner LOGIN CREATEDB PASSWORD 'o'; CREATE ROLE guest LOGIN PASSWORD 'g'`);
});
beforeEach(async () => {
  users = home.user();
  const { rows } = {
    rows: await query(admin(server), `SELECT datname FROM pg_database WHERE datname ~ '^(shop|delabs_seed)'`),
  };
  for (const [name] of rows) await query(admin(server), `DROP DATABASE "${String(name)}" WITH (FORCE)`);
});
afterAll(() => home.close());

const as = (user: string, password: string, more: Partial<ExternalPostgres> = {}): ExternalPostgres => {
  const { host: address, port } = server.endpoint();
  return { host: address, port, database: 'postgres', user, password, ...more };
};
const using = (connection: ExternalPostgres): Promise<PostgresService> => {
  users.useTargets({ 'lab/db': connection });
  return ensurePostgres(users, lab, spec);
};

describe('a PostgreSQL server of the learner’s own', () => {
  it('gets the databases of the lab, owned by the given user, and keeps them', async () => {
    const service = await using(as('owner', 'o'));
    expect(service.local).toBe(false);
    expect(service.endpoint()).toMatchObject({ user: 'owner', database: 'shopdb', serverVersion: '18.4' });
    await query(learner(service), 'INSERT INTO goods VALUES (8)');
    const again = await using(as('owner', 'o'));
    expect(await query(learner(again), 'SELECT price FROM goods')).toEqual([[7], [8]]);
    expect(again.checkRole).toEqual({ user: 'owner', password: 'o', separate: false });
    expect(await query(checker(again, again.seedDatabase), 'SELECT price FROM goods')).toEqual([[7]]);
    await query(admin(again), `CREATE DATABASE shop_clone TEMPLATE ${again.seedDatabase}`);
  });

  it('gets a role for checks when the user may make one', async () => {
    const { user, password } = server.admin();
    const service = await using(as(user, password));
    expect(service.checkRole).toMatchObject({ user: 'delabs_check', separate: true });
    expect(await query(checker(service, service.seedDatabase), 'SELECT price FROM goods')).toEqual([[7]]);
    await expect(query(checker(service, 'shopdb'), 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
    // The host is ours in truth: give its own role back.
    server = await ensurePostgres(hosting, host, plain);
  });

  it('keeps a database that is not ours, and says how to get on', async () => {
    await query(as2(server), 'CREATE DATABASE shopdb');
    await query({ ...as2(server), database: 'shopdb' }, 'CREATE TABLE precious AS SELECT 1 AS one');
    const refused = using(as('owner', 'o'));
    await expect(refused).rejects.toMatchObject({
      code: 'service-failed',
      data: { cure: expect.stringContaining('shopdb') as string },
    });
    expect(await query({ ...as2(server), database: 'shopdb' }, 'SELECT one FROM precious')).toEqual([[1]]);
  });

  it('keeps the database of another lab', async () => {
    await using(as('owner', 'o'));
    users.useTargets({ 'rival/db': as('owner', 'o') });
    const refused = ensurePostgres(users, { ...lab, labId: 'rival' }, spec);
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('belongs to the lab lab') as string,
    });
  });

  it('can be reset and restored, but not under the hands of another user', async () => {
    const service = await using(as('owner', 'o'));
    await query(learner(service), 'DELETE FROM goods');
    await withClient({ ...admin(server), database: 'shopdb' }, async (other) => {
      await expect(service.resetData()).rejects.toMatchObject({ code: 'busy' });
      expect((await other.query('SELECT 1')).rowCount).toBe(1);
    });
    const backup = await service.resetData();
    expect(await query(learner(service), 'SELECT price FROM goods')).toEqual([[7]]);
    await service.restoreData(backup);
    expect(await query(learner(service), 'SELECT price FROM goods')).toEqual([]);
  });

  it.each([
    ['a user that may not create databases', () => as('guest', 'g'), /CREATEDB/],
    ['a wrong password', () => as('owner', 'wrong'), /password/],
    ['a missing database', () => as('owner', 'o', { database: 'nowhere' }), /exists/],
    ['encryption the server does not offer', () => as('owner', 'o', { sslmode: 'require' }), /sslmode/],
    ['a port nobody listens on', async () => as('owner', 'o', { port: await freePort() }), /firewall/],
  ])('with %s is a clear error with a cure', async (_what, connection, cure) => {
    const expected = { code: 'service-failed', data: { cure: expect.stringMatching(cure) as string } };
    await expect(users.testExternal(await connection(), never)).rejects.toMatchObject(expected);
    await expect(using(await connection())).rejects.toMatchObject(expected);
  });

  it('can be tried without changing anything', async () => {
    expect(await users.testExternal(as('owner', 'o'), never)).toEqual({ serverVersion: '18.4' });
    expect(await query(admin(server), `SELECT 1 FROM pg_database WHERE datname = 'shopdb'`)).toEqual([]);
  });

  it('is absent when it has gone away', async () => {
    const service = await using(as('owner', 'o'));
    await hosting.stop(host, 'db', plain);
    await eventually('the loss is noticed', () => {
      try {
        return service.endpoint() === undefined;
      } catch (error) {
        expect(error).toMatchObject({ code: 'service-absent' });
        return true;
      }
    });
    server = await ensurePostgres(hosting, host, plain);
  });
});

const as2 = (service: PostgresService) => ({ ...admin(service), user: 'owner', password: 'o' });
