import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/core/course/course.js';
import type { SparkifySpec } from '../../../src/core/data/data-spec.js';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import type { Workbench } from '../../../src/node/workbench/workbench.js';
import { envConnection, worldOfCode } from '../../support/code-kind.js';
import { openLabWorld, writeFiles, type LabWorld, type SubmittedFiles } from '../../support/lab-world.js';
import { query } from '../../support/postgres.js';
import { startRun, type TestRun, type TestRunOptions } from '../../support/run-context.js';
import { eventually } from '../../support/service-home.js';

const postgres: PostgresSpec = {
  kind: 'postgres',
  version: 18,
  databases: ['studentdb', 'sparkifydb'],
  login: { user: 'student', password: 'student' },
};
const dataSpec: SparkifySpec = { generator: 'sparkify', seed: 1, scale: 1 };

let lab: LabWorld;
let code: ReturnType<typeof worldOfCode>;
let runs: TestRun[] = [];
beforeAll(async () => {
  lab = await openLabWorld();
  code = worldOfCode(lab.world, lab.home, (spec) => lab.folder(generated(spec.seed)));
});
afterEach(async () => {
  await Promise.all(runs.map((run) => run.end()));
  runs = [];
});
afterAll(async () => {
  await code.close();
  await lab.close();
});

const generated = (seed: number): SubmittedFiles => ({
  'song_data/A/song.json': `{"seed":${seed}}`,
  'log_data/2018/11/events.json': '{}\n',
});

const labWith = (over: Partial<Lab> = {}): Lab => ({ ...lab.lab, id: 'project', services: { db: postgres }, ...over });

/** The workbench of a new run on these files. */
const bench = async (files: SubmittedFiles = {}, over: Partial<Lab> = {}, options: TestRunOptions = {}) => {
  const folder = await lab.folder(files);
  const run = startRun(labWith(over), folder, options);
  runs.push(run);
  return { folder, run, workbench: await code.workbenches.of(run.context) };
};

/** Every file and link in a folder, with what it holds. */
const tree = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries
    .filter((entry) => !entry.isDirectory())
    .map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), await readFile(file, 'utf8').catch(() => 'unreadable')] as const;
    });
  return Object.fromEntries(await Promise.all(texts));
};

const ask = (workbench: Workbench, sql: string, over = {}) => query(envConnection(workbench, over), sql);

describe('the folder of a workbench', () => {
  it('holds what the learner wrote, and is named like the lab', async () => {
    const files = { 'etl.py': 'print(1)', 'src/sql_queries.py': 'x = 1', '.env': 'A=1', 'empty.txt': '' };
    const { workbench } = await bench(files);
    expect(await tree(workbench.folder)).toEqual(files);
    expect(path.basename(workbench.folder)).toBe('project');
  });

  it('leaves out what is no work of the learner’s', async () => {
    const { folder } = await bench({ 'etl.py': 'x' });
    await writeFiles(folder, {
      '.git/config': 'x',
      '.venv/pyvenv.cfg': 'x',
      'my env/pyvenv.cfg': 'x',
      'my env/lib/a.py': 'x',
      'conda/conda-meta/history': 'x',
      'src/node_modules/a/index.js': 'x',
      'src/__pycache__/etl.pyc': 'x',
      'large.csv': new Uint8Array(51 * 1024 * 1024),
      'environment.py': 'kept',
      'env/settings.py': 'kept',
    });
    const run = startRun(labWith(), folder);
    runs.push(run);
    const { folder: copy } = await code.workbenches.of(run.context);
    expect(Object.keys(await tree(copy)).sort()).toEqual(['env/settings.py', 'environment.py', 'etl.py']);
  });

  it('holds the data of the tier in place of the learner’s own copy', async () => {
    const data = { path: 'data', full: dataSpec, quick: { ...dataSpec, seed: 2 } };
    const mine = { 'etl.py': 'x', 'data/song_data/A/song.json': 'changed', 'data/mine.txt': 'mine', 'mydata/a': 'a' };
    for (const [tier, seed] of [
      ['full', 1],
      ['quick', 2],
    ] as const) {
      const { workbench } = await bench(mine, { data }, { tier });
      expect(await tree(workbench.folder)).toEqual({
        'etl.py': 'x',
        'mydata/a': 'a',
        'data/song_data/A/song.json': `{"seed":${seed}}`,
        'data/log_data/2018/11/events.json': '{}\n',
      });
    }
  });

  it('has links that stay inside, and none that lead out', async () => {
    const outside = await lab.folder({ 'secret.txt': 'secret', 'more/secret.txt': 'secret' });
    const { folder } = await bench({ 'etl.py': 'x', 'src/a.py': 'a' });
    await symlink(path.join(outside, 'secret.txt'), path.join(folder, 'secret.txt'));
    await symlink(path.join(outside, 'more'), path.join(folder, 'more'));
    await symlink('../../../../../../etc/hostname', path.join(folder, 'src', 'hostname'));
    await symlink('nowhere', path.join(folder, 'dangling'));
    await symlink('..', path.join(folder, 'src', 'loop'));
    await symlink('a.py', path.join(folder, 'src', 'b.py'));
    await symlink(path.join(folder, 'etl.py'), path.join(folder, 'absolute.py'));
    const run = startRun(labWith(), folder);
    runs.push(run);
    const { folder: copy } = await code.workbenches.of(run.context);
    expect(await tree(copy)).toEqual({
      'etl.py': 'x',
      'absolute.py': 'x',
      'src/a.py': 'a',
      'src/b.py': 'a',
      'src/loop': 'unreadable',
    });
    await writeFile(path.join(copy, 'absolute.py'), 'changed');
    await writeFile(path.join(copy, 'src', 'loop', 'etl.py'), 'changed');
    expect(await readFile(path.join(folder, 'etl.py'), 'utf8')).toBe('x');
  });

  it('is refused for a folder that is no lab’s', async () => {
    const folder = await lab.folder();
    const names = Array.from({ length: 5001 }, (_, index) => path.join(folder, `${index}.txt`));
    await Promise.all(names.map((name) => writeFile(name, '')));
    const run = startRun(labWith(), folder);
    const failing = code.workbenches.of(run.context);
    await expect(failing).rejects.toMatchObject({ code: 'usage', data: { cure: expect.any(String) as string } });
    await run.end();
  });

  it('can be read and entered by everybody, where root checks', async () => {
    const { folder } = await bench({ 'etl.py': 'x' });
    await mkdir(path.join(folder, 'private'), { mode: 0o700 });
    await writeFile(path.join(folder, 'private', 'a.csv'), 'a', { mode: 0o600 });
    const run = startRun(labWith(), folder);
    runs.push(run);
    const workbench = await code.workbenches.of(run.context);
    const file = path.join(workbench.folder, 'private', 'a.csv');
    const copied = ask(workbench, `CREATE TABLE a (t text); COPY a FROM '${file}'; SELECT * FROM a`, {
      user: 'postgres',
    });
    // Several statements give a list of results, of which nothing is read.
    await expect(copied).resolves.toBeUndefined();
    expect(await ask(workbench, 'SELECT t FROM a', { user: 'postgres' })).toEqual([['a']]);
  });

  it('is gone after the run, with all that the code wrote', async () => {
    const { workbench, run, folder } = await bench({ 'etl.py': 'x' });
    await writeFile(path.join(workbench.folder, 'output.csv'), 'a');
    await writeFile(path.join(workbench.folder, 'etl.py'), 'changed');
    await run.end();
    await expect(stat(path.dirname(workbench.folder))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await tree(folder)).toEqual({ 'etl.py': 'x' });
  });
});

describe('the server of a workbench', () => {
  it('is reached by the variables of libpq, as the learner', async () => {
    const { workbench } = await bench();
    expect(workbench.env).toEqual({
      PGHOST: '127.0.0.1',
      PGPORT: expect.stringMatching(/^\d+$/) as string,
      PGUSER: 'student',
      PGPASSWORD: 'student',
      PGDATABASE: 'studentdb',
      TZ: 'UTC',
    });
    expect(await ask(workbench, 'SELECT current_user::text, current_database()::text')).toEqual([
      ['student', 'studentdb'],
    ]);
    expect(workbench.postgres().endpoint()).toMatchObject({ port: Number(workbench.env['PGPORT']), user: 'student' });
    expect(workbench.postgres('db').label()).toMatch(/^PostgreSQL 18\.\d/);
    expect(workbench.redirects.get(5432)).toBe(Number(workbench.env['PGPORT']));
  });

  it('has the lab’s databases, which belong to the learner, who may create and drop', async () => {
    const { workbench } = await bench();
    const mine = `SELECT datname::text FROM pg_database WHERE datdba = current_user::regrole ORDER BY 1`;
    expect(await ask(workbench, mine)).toEqual([['sparkifydb'], ['studentdb']]);
    await ask(workbench, 'DROP DATABASE sparkifydb');
    await ask(workbench, 'CREATE DATABASE sparkifydb WITH ENCODING utf8 TEMPLATE template0');
    await ask(workbench, 'CREATE TABLE songs (id int); INSERT INTO songs VALUES (1)', { database: 'sparkifydb' });
    await ask(workbench, 'DROP DATABASE studentdb', { database: 'sparkifydb' });
    expect(await ask(workbench, mine, { database: 'sparkifydb' })).toEqual([['sparkifydb']]);
  });

  it('holds no connection of ours in a database that the code may drop', async () => {
    const { workbench, run } = await bench();
    const session = await code.workbenches.session(run.context, undefined, 'sparkifydb');
    await session.run('select 1', { keep: 1 }, run.context.signal);
    await code.workbenches.of(run.context);
    await ask(workbench, 'DROP DATABASE sparkifydb');
    const others = `SELECT datname::text FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
    expect(await ask(workbench, others)).toEqual([]);
  });

  it('lets in whoever comes, with any password, and superusers too', async () => {
    const { workbench } = await bench();
    const roles = `SELECT rolname::text FROM pg_roles WHERE rolname = current_user AND rolsuper`;
    expect(await ask(workbench, roles, { user: 'postgres', password: 'mine' })).toEqual([['postgres']]);
    expect(await ask(workbench, 'SELECT 1', { user: 'student', password: 'other' })).toEqual([[1]]);
    expect(await ask(workbench, 'SHOW listen_addresses', { user: 'postgres' })).toEqual([['127.0.0.1']]);
    expect(await ask(workbench, 'SHOW fsync')).toEqual([['off']]);
  });

  it('is seeded, and asks for the role that the lab names', async () => {
    const db = { ...lab.spec, login: { user: 'analyst', password: 'secret' } };
    const { workbench } = await bench({}, { services: { db } });
    expect(workbench.env).toMatchObject({ PGUSER: 'analyst', PGPASSWORD: 'secret', PGDATABASE: 'shopdb' });
    expect(await ask(workbench, 'SELECT count(*)::int FROM songs')).toEqual([[8]]);
    expect(await ask(workbench, `SELECT tableowner::text FROM pg_tables WHERE tablename = 'songs'`)).toEqual([
      ['analyst'],
    ]);
    await ask(workbench, 'CREATE DATABASE more');
  });

  it('is another in every run, as the first found it', async () => {
    const one = await bench();
    const two = await bench();
    expect(one.workbench.env['PGPORT']).not.toBe(two.workbench.env['PGPORT']);
    await ask(one.workbench, 'CREATE TABLE mine (id int)');
    await ask(one.workbench, `ALTER ROLE student PASSWORD 'lost' NOCREATEDB`, { user: 'postgres' });
    await ask(one.workbench, 'DROP DATABASE sparkifydb', { user: 'postgres' });
    const tables = `SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public'`;
    expect(await ask(two.workbench, tables)).toEqual([[0]]);
    const three = await bench();
    expect(await ask(three.workbench, tables)).toEqual([[0]]);
    await ask(three.workbench, 'CREATE DATABASE more');
  });

  it('is one for all checks of a run', async () => {
    const { workbench, run } = await bench();
    expect(await code.workbenches.of(run.context)).toBe(workbench);
  });

  it('is none where the lab has none', async () => {
    const { workbench } = await bench({ 'a.py': 'x' }, { services: {} });
    expect(workbench.env).toEqual({ TZ: 'UTC' });
    expect([...workbench.redirects]).toEqual([]);
    expect(() => workbench.postgres()).toThrow('no PostgreSQL');
  });

  it('is gone after the run', async () => {
    const { workbench, run } = await bench();
    await run.end();
    expect(() => workbench.postgres().endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }) as Error);
    await eventually('the server is gone', async () => (await lab.home.processes()).length === 0);
    const left = (await readdir(path.join(lab.home.home, 'services'))).filter((name) => name.startsWith('scratch-'));
    expect(left).toEqual([]);
  });
});

describe('a server of the learner’s own', () => {
  it('is never what a port of this machine leads to', async () => {
    const owner = { labId: 'shop', workspace: '/workspace' };
    const own = await lab.world.services.ensure(owner, 'db', lab.spec, new AbortController().signal, () => undefined);
    const { port } = own.endpoint();
    lab.world.services.useTargets({
      'other/db': { host: 'localhost', port: 5999, database: 'a', user: 'b', password: 'c' },
      'far/db': { host: 'db.example', port: 6999, database: 'a', user: 'b', password: 'c' },
    });
    const { workbench } = await bench();
    lab.world.services.useTargets({});
    const scratch = Number(workbench.env['PGPORT']);
    expect(Object.fromEntries(workbench.redirects)).toEqual({ 5432: scratch, [port]: scratch, 5999: scratch });
    await lab.world.services.stop(owner, 'db', lab.spec);
  });
});
