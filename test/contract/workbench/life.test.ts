import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/core/course/course.js';
import { LabError } from '../../../src/core/errors.js';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import { readRecord, type ServiceRecord } from '../../../src/node/services/record.js';
import type { LabServices } from '../../../src/node/services/services.js';
import { Workbenches } from '../../../src/node/workbench/workbenches.js';
import { WorkFolders } from '../../../src/node/workbench/work-folders.js';
import { envConnection } from '../../support/code-kind.js';
import { query } from '../../support/postgres.js';
import { startRun, type TestRunOptions } from '../../support/run-context.js';
import { eventually, never, openServiceHome, type ServiceHome } from '../../support/service-home.js';
import { openSmallDisk } from '../../support/small-disk.js';
import { startWorkbench } from '../../support/workbench-user-process.js';

const db: PostgresSpec = { kind: 'postgres', version: 18, databases: ['studentdb'] };

let submission: string;
let home: ServiceHome;
beforeAll(async () => {
  submission = await mkdtemp(path.join(tmpdir(), 'delabs-submission-'));
  await writeFile(path.join(submission, 'etl.py'), 'x');
  return () => rm(submission, { recursive: true });
});
beforeEach(async () => {
  home = await openServiceHome();
});
afterEach(async () => {
  await home.close();
  await eventually('every process is gone', async () => (await home.processes()).length === 0);
});

const labOf = (spec: PostgresSpec = db): Lab => ({ id: 'project', services: { db: spec } }) as unknown as Lab;

const workbenchesOf = (services: LabServices, at = home.home): Workbenches =>
  new Workbenches({
    scratch: services.scratch,
    folders: new WorkFolders(at),
    data: { folder: () => Promise.reject(new Error('no data was expected')) },
    learnerPorts: () => services.learnerPorts(),
  });

const started = (services: LabServices, options: TestRunOptions = {}, lab = labOf()) => {
  const run = startRun(lab, submission, options);
  return { run, making: workbenchesOf(services).of(run.context) };
};

/** Names of what was made for runs and is still there. */
const leftovers = async (at = home.home): Promise<readonly string[]> => {
  const names = async (folder: string) => readdir(path.join(at, folder)).catch(() => []);
  return [...(await names('services')).filter((name) => name.startsWith('scratch-')), ...(await names('workbenches'))];
};
const nothingIsLeft = () => eventually('nothing is left', async () => (await leftovers()).length === 0);
const nothingRuns = () => eventually('nothing runs', async () => (await home.processes()).length === 0);

const records = async (): Promise<readonly ServiceRecord[]> => {
  const root = path.join(home.home, 'services');
  const found = await Promise.all((await readdir(root)).map((name) => readRecord(path.join(root, name))));
  return found.filter((record) => record !== undefined);
};

describe('a spare server', () => {
  const preparation = { lab: labOf(), tier: 'full', signal: never, onProgress: () => undefined } as const;

  it('is what the next run gets, and is closed to everybody until then', async () => {
    const services = home.user();
    const workbenches = workbenchesOf(services);
    await workbenches.prepare(preparation);
    await workbenches.prepare(preparation);
    const [spare, ...more] = await records();
    expect(more).toEqual([]);
    const connection = { host: '127.0.0.1', port: spare?.port ?? 0, user: 'postgres', ssl: false } as const;
    const intrusion = query({ ...connection, password: 'any', database: 'postgres' }, 'SELECT 1');
    await expect(intrusion).rejects.toMatchObject({ code: '28P01' });
    const run = startRun(labOf(), submission);
    const workbench = await workbenches.of(run.context);
    expect(workbench.postgres().endpoint().port).toBe(spare?.port);
    await run.end();
  });

  it('is started again after each run by a process that lives long, and by no other', async () => {
    for (const [keepSpares, servers] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const services = home.user({ keepSpares });
      const { run, making } = started(services);
      await making;
      await run.end();
      await eventually(`${servers} servers`, async () => {
        const ready = (await records()).filter(({ state }) => state === 'ready');
        return ready.length === servers && (await leftovers()).length === servers;
      });
      await services.dispose();
      await nothingIsLeft();
    }
  });

  it('goes to one run only', async () => {
    const services = home.user();
    const workbenches = workbenchesOf(services);
    await workbenches.prepare(preparation);
    const runs = [1, 2, 3].map(() => startRun(labOf(), submission));
    const made = await Promise.all(runs.map(({ context }) => workbenches.of(context)));
    expect(new Set(made.map(({ env }) => env['PGPORT'])).size).toBe(3);
    expect(new Set(made.map(({ folder }) => folder)).size).toBe(3);
    await Promise.all(runs.map((run) => run.end()));
    await services.dispose();
    expect(await leftovers()).toEqual([]);
  });

  it('that was killed meanwhile is replaced', async () => {
    const services = home.user();
    const workbenches = workbenchesOf(services);
    await workbenches.prepare(preparation);
    process.kill((await records())[0]?.server?.pid ?? 0, 'SIGKILL');
    await nothingRuns();
    const run = startRun(labOf(), submission);
    const workbench = await workbenches.of(run.context);
    expect(await query(envConnection(workbench), 'SELECT 1')).toEqual([[1]]);
    await run.end();
    await services.dispose();
    expect(await leftovers()).toEqual([]);
  });

  it('whose data was spoiled by a power cut is made of new data', async () => {
    const services = home.user();
    const workbenches = workbenchesOf(services);
    const first = startRun(labOf(), submission);
    await workbenches.of(first.context);
    await first.end();
    const templates = path.join(home.home, 'services', 'templates');
    const name = (await readdir(templates)).find((one) => one.startsWith('project-')) ?? '';
    await truncate(path.join(templates, name, 'data', 'global', 'pg_control'));
    await expect(workbenches.prepare(preparation)).rejects.toMatchObject({ code: 'service-failed' });
    const run = startRun(labOf(), submission);
    expect(await query(envConnection(await workbenches.of(run.context)), 'SELECT 1')).toEqual([[1]]);
    await run.end();
    await services.dispose();
    expect(await leftovers()).toEqual([]);
  });

  it('has the seed of now', async () => {
    const seed = path.join(home.home, 'seed.sql');
    const services = home.user({ keepSpares: true });
    for (const value of [1, 2]) {
      await writeFile(seed, `CREATE TABLE t AS SELECT ${value} AS a`);
      const { run, making } = started(services, {}, labOf({ ...db, seed }));
      expect(await query(envConnection(await making), 'SELECT a FROM t')).toEqual([[value]]);
      await run.end();
    }
    const templates = await readdir(path.join(home.home, 'services', 'templates'));
    expect(templates.filter((name) => name.startsWith('project-'))).toHaveLength(1);
  });
});

describe('a process that is killed', () => {
  it('leaves no server and no folder, as soon as its supervisors have noticed; its folder goes with the next run', async () => {
    const other = await startWorkbench(home, labOf(), submission);
    expect(await leftovers()).toHaveLength(3);
    await other.kill();
    await nothingRuns();
    const { run, making } = started(home.user());
    await making;
    await eventually('only this run’s is there', async () => (await leftovers()).length === 2);
    expect(existsSync(other.folder)).toBe(false);
    await run.end();
  });

  it('together with its supervisors leaves nothing that the next run does not end and remove', async () => {
    const other = await startWorkbench(home, labOf(), submission);
    const orphans = await records();
    for (const { supervisor } of orphans) process.kill(supervisor.pid, 'SIGKILL');
    await other.kill();
    expect(await home.processes()).toHaveLength(orphans.length);
    const { run, making } = started(home.user());
    await making;
    await run.end();
    await nothingIsLeft();
    await nothingRuns();
  });

  it('together with everything it had started leaves only folders, which the next run removes', async () => {
    const other = await startWorkbench(home, labOf(), submission);
    const all = await records();
    for (const { supervisor } of all) process.kill(supervisor.pid, 'SIGKILL');
    for (const { server } of all) process.kill(server?.pid ?? 0, 'SIGKILL');
    await other.kill();
    await nothingRuns();
    expect(await leftovers()).toHaveLength(3);
    const { run, making } = started(home.user());
    await making;
    await run.end();
    await nothingIsLeft();
  });

  it('does not take with it what another process uses', async () => {
    const other = await startWorkbench(home, labOf(), submission);
    const mine = started(home.user());
    const workbench = await mine.making;
    const { port } = other;
    await other.kill();
    await eventually('its servers are gone', async () => (await leftovers()).length <= 3);
    expect(workbench.postgres().endpoint().port).not.toBe(port);
    expect(await query(envConnection(workbench), 'SELECT 1')).toEqual([[1]]);
    await mine.run.end();
  });
});

describe('a run', () => {
  it('whose server is killed is told so, and the next gets another', async () => {
    const services = home.user();
    const { run, making } = started(services);
    const workbench = await making;
    process.kill((await records())[0]?.server?.pid ?? 0, 'SIGKILL');
    await eventually('it is noticed', () => {
      try {
        workbench.postgres().endpoint();
        return false;
      } catch (error) {
        expect(error).toMatchObject({ code: 'service-absent', data: { cure: expect.any(String) as string } });
        return true;
      }
    });
    await run.end();
    const next = started(services);
    expect(await query(envConnection(await next.making), 'SELECT 1')).toEqual([[1]]);
    await next.run.end();
    await services.dispose();
    expect(await leftovers()).toEqual([]);
  });

  it.each([0, 5, 40, 150])('that is cancelled after %i ms of making leaves nothing', async (ms) => {
    const services = home.user();
    const first = started(services);
    await first.making;
    await first.run.end();
    const controller = new AbortController();
    const { run, making } = started(services, { signal: controller.signal });
    setTimeout(() => controller.abort(new LabError('cancelled', 'Cancelled.')), ms);
    await making.then(
      () => undefined,
      (error: unknown) => expect(error).toMatchObject({ code: 'cancelled' }),
    );
    await run.end();
    await services.dispose();
    expect(await leftovers()).toEqual([]);
    await nothingRuns();
  });

  it('of a lab whose seed is broken says so, and leaves nothing', async () => {
    const seed = path.join(home.home, 'seed.sql');
    await writeFile(seed, 'CREATE TABLE t (a int);\nSELEC 1');
    const services = home.user();
    const { run, making } = started(services, {}, labOf({ ...db, seed }));
    await expect(making).rejects.toMatchObject({ code: 'manifest-invalid', data: { file: seed, line: 2 } });
    await run.end();
    await services.dispose();
    expect(await leftovers()).toEqual([]);
  });

  it('of a folder that is not there says so, and leaves nothing', async () => {
    const services = home.user();
    const run = startRun(labOf(), path.join(home.home, 'nowhere'));
    await expect(workbenchesOf(services).of(run.context)).rejects.toMatchObject({ code: 'file-missing' });
    await run.end();
    await services.dispose();
    expect(await leftovers()).toEqual([]);
  });
});

const disk = openSmallDisk('64k');
disk?.remove();

// Skipped (and counted as such) where no small disk can be mounted.
describe.skipIf(!disk)('a full disk', () => {
  // The template of an empty server takes 30 MB, a lab's 38, a server of a run as much again.
  it.each(['30m', '60m', '85m', '105m'])(
    'of %s is told, whatever was being made, and nothing is left of it',
    async (size) => {
      const small = openSmallDisk(size);
      if (!small) throw new Error('no disk');
      const on = await openServiceHome(small.folder);
      const services = on.user();
      const run = startRun(labOf(), submission);
      const making = workbenchesOf(services, on.home).of(run.context);
      await expect(making).rejects.toMatchObject({
        code: 'disk-full',
        data: { cure: expect.stringContaining('Free some space') as string },
      });
      await run.end();
      await on.stopAll();
      expect(await leftovers(on.home)).toEqual([]);
      await expect.poll(() => on.processes(), { timeout: 15_000 }).toEqual([]);
      small.remove();
    },
  );

  it('has no room for the submission: that is told, too', async () => {
    const small = openSmallDisk('400m');
    if (!small) throw new Error('no disk');
    const on = await openServiceHome(small.folder);
    const folder = await mkdtemp(path.join(tmpdir(), 'delabs-submission-'));
    await mkdir(path.join(folder, 'csv'));
    const text = 'x'.repeat(40 * 1024 * 1024);
    for (let file = 0; file < 10; file += 1) await writeFile(path.join(folder, 'csv', `${file}.csv`), text);
    const run = startRun(labOf(), folder);
    await expect(workbenchesOf(on.user(), on.home).of(run.context)).rejects.toMatchObject({ code: 'disk-full' });
    await run.end();
    await on.stopAll();
    expect(await leftovers(on.home)).toEqual([]);
    await expect.poll(() => on.processes(), { timeout: 15_000 }).toEqual([]);
    small.remove();
    await rm(folder, { recursive: true });
  });
});
