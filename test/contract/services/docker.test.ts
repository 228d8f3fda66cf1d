import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningService } from '../../../src/core/ports.js';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import { withClient } from '../../../src/node/services/postgres/client.js';
import type { ServiceHome } from '../../support/service-home.js';
import { eventually, never, openServiceHome } from '../../support/service-home.js';

const spec: PostgresSpec = { kind: 'postgres', version: 18, databases: ['studentdb'] };
const owner = { labId: 'lab', workspace: '/somewhere' };

/** Whether containers can be run here. */
const dockerRuns = ((): boolean => {
  try {
    execFileSync('docker', ['version'], { stdio: 'ignore', timeout: 10_000 });
    execFileSync('docker', ['compose', 'version'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
})();

const ask = (service: RunningService, sql: string): Promise<readonly unknown[]> =>
  withClient({ ...service.endpoint(), ssl: false }, async (client) => (await client.query<object>(sql)).rows);

describe('PostgreSQL in Docker', () => {
  let home: ServiceHome;
  const start = (): Promise<RunningService> => {
    const user = home.user();
    user.useTargets({ 'lab/db': { target: 'docker' } });
    return user.ensure(owner, 'db', spec, never, () => undefined);
  };
  beforeAll(async () => {
    home = await openServiceHome();
  });
  afterEach(async () => {
    delete process.env['DOCKER_HOST'];
    await home.stopAll();
    await eventually('every process is gone', async () => (await home.processes()).length === 0);
  });
  afterAll(() => home.close());

  it('is refused with the reason and a cure where no daemon answers', async () => {
    process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
    await expect(start()).rejects.toMatchObject({
      code: 'service-failed',
      message: expect.stringMatching(/^Docker (does not run|is not installed)\.$/) as string,
      data: { cure: expect.stringMatching(/local server/) as string },
    });
  });

  it.runIf(dockerRuns)('answers, and keeps its data over a stop', { timeout: 600_000 }, async () => {
    const service = await start();
    await ask(service, 'CREATE TABLE kept AS SELECT 1 AS one');
    await home.stopAll();
    expect(await ask(await start(), 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    execFileSync('docker', ['compose', '--file', `${await home.instance(owner)}/compose.yaml`, 'down', '--volumes']);
  });
});
