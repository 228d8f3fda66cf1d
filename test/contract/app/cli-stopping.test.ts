import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgresEndpoint } from '../../../src/core/service/service.js';
import { withClient } from '../../../src/node/services/postgres/client.js';
import { clonesOf, runningChecks } from '../../support/database-facts.js';
import { openDelabs, type Delabs } from '../../support/delabs.js';
import { grading, shopCourse, specOfShop } from '../../support/lab-world.js';
import { ensurePostgres } from '../../support/postgres.js';
import { eventually } from '../../support/service-home.js';
import type { PostgresService } from '../../../src/node/services/postgres/service.js';

let delabs: Delabs;
let service: PostgresService;
beforeAll(async () => {
  delabs = await openDelabs([shopCourse]);
  service = await ensurePostgres(delabs.home.user(), grading, await specOfShop());
});
afterAll(() => delabs.close());

/** Computes without end, and takes no space. */
const endless = 'DO $$ BEGIN LOOP END LOOP; END $$';
const runs = (): Promise<void> =>
  eventually('the statement runs', async () => (await runningChecks(service)).length > 0);
/** Folders of ours in the system's temporary folder that are not there yet. */
const temporary = async (): Promise<readonly string[]> =>
  (await readdir(tmpdir())).filter((name) => /^delabs-\w{6}$/.test(name));

describe('Ctrl+C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '(%s) during a check ends it on the server, tells so and exits with 130',
    async (signal) => {
      const folder = await delabs.submission('endless', { 'long-songs.sql': endless, 'hits.sql': endless });
      const command = delabs.start('check', 'shop', '--folder', folder, '--json');
      await runs();
      command.kill(signal);
      const { code, stdout } = await command.ended;
      expect(code).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({
        grade: { gradable: false },
        runs: [
          { results: [{ status: 'cancelled' }, { status: 'cancelled' }] },
          { results: [{ status: 'cancelled' }, {}, {}] },
        ],
      });
      expect(await runningChecks(service)).toEqual([]);
      expect(await clonesOf(service)).toEqual([]);
    },
  );

  it('during verify leaves no temporary folder and exits with 130', async () => {
    const before = await temporary();
    const command = delabs.start('verify', 'shop', '--json');
    await eventually('it has begun', async () => (await temporary()).length > before.length);
    command.kill('SIGINT');
    const { code, stdout } = await command.ended;
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'cancelled' } });
    expect(await temporary()).toEqual(before);
    expect(await clonesOf(service)).toEqual([]);
  });
});

describe('kill -9 during a check', () => {
  it('ends the statement on the server too, and the next check drops what was left', async () => {
    const folder = await delabs.submission('endless', { 'long-songs.sql': endless });
    const command = delabs.start('check', 'shop', '--exercise', 'long-songs', '--folder', folder);
    await runs();
    command.kill('SIGKILL');
    await command.ended;
    await eventually('the server notices', async () => (await runningChecks(service)).length === 0);
    const left = await clonesOf(service);
    expect(left).toEqual([expect.stringContaining(`_${command.pid}_`)]);
    const right = await delabs.submission('right', { 'long-songs.sql': 'SELECT title FROM songs WHERE seconds >= 180 ORDER BY title' }); // prettier-ignore
    expect(await delabs.run('check', 'shop', '--exercise', 'long-songs', '--folder', right)).toMatchObject({ code: 0 });
    expect(await clonesOf(service)).toEqual([]);
  });
});

describe('delabs start and stop', () => {
  interface Started {
    readonly folder: string;
    readonly created: readonly string[];
    readonly services: { readonly db: PostgresEndpoint };
  }
  const start = async (...args: readonly string[]) => {
    const command = delabs.start('start', 'shop', '--workspace', 'work', '--json', ...args);
    await eventually('it runs', () => command.written().includes('Ctrl+C'));
    return {
      command,
      data: JSON.parse(
        command
          .written()
          .split('\n')
          .find((line) => line.startsWith('{')) ?? '',
      ) as Started,
    };
  };
  const answers = ({ services: { db } }: Started): Promise<unknown> =>
    withClient({ ...db, ssl: false }, (client) => client.query('SELECT 1'));

  it('start places the files and serves the data until Ctrl+C', async () => {
    const { command, data } = await start();
    expect(data.folder).toBe(path.join(delabs.folder, 'work', 'shop-course', 'shop'));
    expect(data.created).toEqual(['long-songs.sql', 'hits.sql', 'notes.txt']);
    expect(data.services.db).toMatchObject({ host: '127.0.0.1', database: 'shopdb', user: 'student' });
    await answers(data);
    command.kill('SIGINT');
    expect(await command.ended).toMatchObject({ code: 0 });
  });

  it('stop stops it for everyone: the command that serves ends too', async () => {
    const { command, data } = await start();
    expect(data.created).toEqual([]);
    const stopped = await delabs.json('stop', 'shop', '--workspace', 'work');
    expect(stopped).toMatchObject({ code: 0, data: { stopped: ['db'] } });
    expect(await command.ended).toMatchObject({ code: 0 });
    await expect(answers(data)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await delabs.run('stop', 'shop', '--workspace', 'work')).toMatchObject({ code: 0 });
  });
});
