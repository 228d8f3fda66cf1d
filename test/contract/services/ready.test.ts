import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import type { LabServices } from '../../../src/node/services/services.js';
import { ensurePostgres, seedFile } from '../../support/postgres.js';
import { openServiceHome, type ServiceHome } from '../../support/service-home.js';

const owner = { labId: 'songs', workspace: undefined };

let home: ServiceHome;
let spec: PostgresSpec;
let user: LabServices;
beforeAll(async () => {
  home = await openServiceHome();
});
beforeEach(async () => {
  spec = { kind: 'postgres', version: 18, databases: ['studentdb'], seed: await seedFile(home, 'SELECT 1;') };
  user = home.user();
});
afterAll(() => home.close());

const ready = () => user.ready(owner, 'db', spec);

describe('a service that is known to be ready', () => {
  it('is the one that was ensured, and none before', async () => {
    expect(await ready()).toBeUndefined();
    const service = await ensurePostgres(user, owner, spec);
    expect(await ready()).toBe(service);
    expect(await user.ready({ ...owner, labId: 'other' }, 'db', spec)).toBeUndefined();
  });

  it('is none when the seed has changed, or the lab asks for something else', async () => {
    await ensurePostgres(user, owner, spec);
    expect(await user.ready(owner, 'db', { ...spec, databases: ['studentdb', 'more'] })).toBeUndefined();
    await writeFile(spec.seed ?? '', 'SELECT 2;');
    expect(await ready()).toBeUndefined();
  });

  it('is none when it was doubted, until it is ensured again', async () => {
    await ensurePostgres(user, owner, spec);
    user.doubt(owner, 'db');
    expect(await ready()).toBeUndefined();
    const service = await ensurePostgres(user, owner, spec);
    expect(await ready()).toBe(service);
  });

  it('is none when somebody has stopped it', async () => {
    await ensurePostgres(user, owner, spec);
    await home.user().stop(owner, 'db', spec);
    expect(await ready()).toBeUndefined();
  });

  it('is none when a server of the learner’s own took its place', async () => {
    await ensurePostgres(user, owner, spec);
    const own = { host: '127.0.0.1', port: 1, database: 'postgres', user: 'me', password: 'mine' };
    user.useTargets({ 'songs/db': own });
    expect(await ready()).toBeUndefined();
  });
});
