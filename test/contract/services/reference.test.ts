import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SparkifySpec } from '../../../src/core/data/data-spec.js';
import type { GeneratedData } from '../../../src/core/data/generated.js';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import type { LabServices } from '../../../src/node/services/services.js';
import { only, openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { admin, ensurePostgres, learner, query } from '../../support/postgres.js';
import { eventually, openServiceHome, type ServiceHome } from '../../support/service-home.js';
import { queryCheck } from '../checks/specs.js';

/** Whatever could be misread on the way to the server. */
const oddTexts = ['', ' ', '\\', '\\N', '\\.', 'a\tb', 'a\nb', 'a\r\nb', `it's "quoted"`, 'Motörhead 🎸', 'null', '1'];
const rowCount = 50_000;
const generated: SparkifySpec[] = [];
let failAfter = Infinity;

vi.mock('../../../src/core/data/generate.js', () => ({
  generatorVersion: 1,
  generate: (spec: SparkifySpec): GeneratedData => ({
    files: () => [],
    tables: [
      {
        name: 'events',
        columns: [
          { name: 'n', type: 'bigint' },
          { name: 'Text', type: 'text' },
          { name: 'length', type: 'double precision' },
          { name: 'seed', type: 'integer' },
        ],
        *rows() {
          generated.push(spec);
          for (let n = 0; n < rowCount; n += 1) {
            if (n === failAfter) throw new Error('the generator has a fault');
            yield [n, oddTexts[n % oddTexts.length] ?? '', n % 2 === 0 ? null : 217.70404, spec.seed];
          }
        },
      },
      { name: 'none', columns: [{ name: 'id', type: 'integer' }], rows: () => [] },
    ],
  }),
}));

const spec = (seed: number): SparkifySpec => ({ generator: 'sparkify', seed, scale: 1 });
const db = (full: number, quick: number): PostgresSpec => ({
  ...{ kind: 'postgres', version: 18, databases: ['studentdb'] },
  reference: { data_full: spec(full), data_quick: spec(quick) },
});
const owner = { labId: 'music', workspace: '/workspace' };

let home: ServiceHome;
let user: LabServices;
beforeAll(async () => {
  home = await openServiceHome();
  user = home.user();
});
afterAll(() => home.close());

const seedsOf = async (connection: Parameters<typeof query>[0]) =>
  (await query(connection, `SELECT datname::text FROM pg_database WHERE datname LIKE 'delabs_seed_%'`)).flat();

describe('the reference data of a lab', () => {
  it('is in the database of checks, exactly, and with statistics', async () => {
    const service = await ensurePostgres(user, owner, db(1, 2));
    const pristine = admin(service, service.seedDatabase);
    const counts = `SELECT count(*)::int, sum(n)::int, count(length)::int, min(seed), max(seed) FROM data_full.events`;
    expect(await query(pristine, counts)).toEqual([[rowCount, (rowCount * (rowCount - 1)) / 2, rowCount / 2, 1, 1]]);
    expect((await query(pristine, `SELECT "Text" FROM data_full.events WHERE n < ${oddTexts.length} ORDER BY n`)).flat()).toEqual(oddTexts); // prettier-ignore
    expect(await query(pristine, 'SELECT length FROM data_full.events WHERE n = 1')).toEqual([[217.70404]]);
    expect(await query(pristine, 'SELECT count(*)::int, min(seed) FROM data_quick.events')).toEqual([[rowCount, 2]]);
    expect(await query(pristine, 'SELECT count(*)::int FROM data_quick.none')).toEqual([[0]]);
    const statistics = `SELECT reltuples::int FROM pg_class WHERE oid = 'data_full.events'::regclass`;
    expect(await query(pristine, statistics)).toEqual([[rowCount]]);
  });

  it('is in no database of the learner’s, and not to be read by the learner', async () => {
    const service = await ensurePostgres(user, owner, db(1, 2));
    const schemas = `SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'data\\_%'`;
    expect(await query(learner(service), schemas)).toEqual([]);
    await expect(query(learner(service, service.seedDatabase), 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
  });

  it('is made once, and again when it is another', async () => {
    generated.length = 0;
    const before = await ensurePostgres(user, owner, db(1, 2));
    expect(generated).toEqual([]);
    const [name] = await seedsOf(admin(before));
    const after = await ensurePostgres(user, owner, db(1, 3));
    expect(generated.map(({ seed }) => seed)).toEqual([1, 3]);
    const seeds = await seedsOf(admin(after));
    expect(seeds).toEqual([after.seedDatabase]);
    expect(seeds).not.toContain(name);
  });

  it('that is another does not make the learner’s data an old one', async () => {
    const messages: string[] = [];
    await ensurePostgres(user, owner, db(1, 2), (message) => messages.push(message));
    await ensurePostgres(user, owner, db(4, 4), (message) => messages.push(message));
    expect(messages.join('\n')).not.toContain('has changed since');
  });

  it('that is the same for both tiers is loaded once', async () => {
    generated.length = 0;
    const service = await ensurePostgres(user, owner, db(5, 5));
    expect(generated).toHaveLength(1);
    const both = 'SELECT (SELECT count(*) FROM data_full.events) = (SELECT count(*) FROM data_quick.events)';
    expect(await query(admin(service, service.seedDatabase), both)).toEqual([[true]]);
  });

  it('that can’t be generated leaves nothing half made', async () => {
    failAfter = 30_000;
    await expect(ensurePostgres(user, owner, db(6, 7))).rejects.toThrow('the generator has a fault');
    failAfter = Infinity;
    const service = await ensurePostgres(user, owner, db(6, 7));
    expect(await query(admin(service), `SELECT 1 FROM pg_database WHERE datname LIKE 'delabs_new_%'`)).toEqual([]);
    expect(await query(admin(service, service.seedDatabase), 'SELECT count(*)::int FROM data_full.events')).toEqual([[rowCount]]); // prettier-ignore
  });

  it('stops being made when the start is cancelled', async () => {
    const controller = new AbortController();
    const starting = user.ensure(owner, 'db', db(8, 9), controller.signal, ({ message }) => {
      if (message === 'Filling the databases.') setTimeout(() => controller.abort(), 10);
    });
    await expect(starting).rejects.toMatchObject({ code: 'cancelled' });
    const service = await ensurePostgres(user, owner, db(8, 9));
    await eventually('no load runs', async () => {
      const copies = `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY%' AND state = 'active' AND pid <> pg_backend_pid()`;
      return (await query(admin(service), copies)).length === 0;
    });
  });
});

describe('an expected query', () => {
  let lab: LabWorld;
  beforeAll(async () => {
    lab = await openLabWorld();
  });
  afterAll(() => lab.close());

  it('names the data of the run’s tier without a schema, each with its own answer, and the seed too', async () => {
    const shop = { ...lab.lab, services: { db: { ...lab.spec, reference: db(1, 2).reference } } } as typeof lab.lab;
    const check = queryCheck({
      expected: { query: 'SELECT min(seed) AS seed, (SELECT count(*) FROM songs) AS songs FROM events' },
    });
    for (const [tier, seed] of [
      ['full', 1],
      ['quick', 2],
      ['full', 1],
    ] as const) {
      const sql = `SELECT ${seed} AS seed, 8 AS songs`;
      const result = only(await lab.check({ 'work.sql': sql }, [check], { lab: shop, tier }));
      expect(result).toMatchObject({ status: 'passed' });
    }
    const mine = only(await lab.check({ 'work.sql': 'SELECT * FROM events' }, [check], { lab: shop }));
    expect(mine).toMatchObject({ status: 'failed' });
    expect(mine.message).toContain('"events" does not exist');
  });
});
