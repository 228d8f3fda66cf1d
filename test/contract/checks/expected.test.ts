import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';
import type { SpecOf } from '../../../src/core/manifest/check-schema.js';
import type { Lab } from '../../../src/core/course/course.js';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { queryCheck, rowsCheck } from './specs.js';

let lab: LabWorld;
/** The lab in a folder that files can be put into. */
let copy: Lab;
beforeAll(async () => {
  lab = await openLabWorld();
  copy = { ...lab.lab, folder: await lab.folder() };
  await cp(lab.lab.folder, copy.folder, { recursive: true });
});
afterAll(() => lab.close());

type Expected = SpecOf<'sql.query'>['expected'];
const csv = async (name: string, text: string | Uint8Array): Promise<Expected> => {
  await writeFile(path.join(copy.folder, name), text);
  return { file: name };
};
const compared = async (sql: string, expected: Expected, compare?: CompareOptions) =>
  lab.result(sql, queryCheck({ expected, ...(compare && { compare }) }), { lab: copy });

/** Two songs: one has no artist, the other no title. */
const twoSongs = 'SELECT title, artist_id, price FROM songs WHERE id IN (4, 5)';

describe('what is expected', () => {
  it.each<[what: string, expected: Expected | (() => Promise<Expected>)]>([
    ['a query', { query: 'SELECT title, artist_id, price FROM songs WHERE id BETWEEN 4 AND 5' }],
    [
      'rows',
      {
        columns: ['title', 'artist_id', 'price'],
        rows: [
          ['Fog', null, 2],
          ['', 2, '1.00'],
        ],
      },
    ],
    ['a CSV file', () => csv('two.csv', 'title,artist_id,price\nFog,,2\n"",2,1\n')],
    ['a CSV file of Windows', () => csv('windows.csv', '\ufefftitle,artist_id,price\r\n"Fog",,2.00\r\n"",2,1\r\n')],
  ])('may be given as %s', async (_what, expected) => {
    const table = typeof expected === 'function' ? await expected() : expected;
    expect(await compared(twoSongs, table)).toMatchObject({ status: 'passed' });
    const work = `CREATE TABLE hits AS ${twoSongs}`;
    expect(await lab.result(work, rowsCheck({ expected: table }), { lab: copy })).toMatchObject({ status: 'passed' });
    const wrong = await compared(`${twoSongs} AND title <> ''`, table);
    expect(wrong).toMatchObject({ status: 'failed', evidence: { kind: 'table', diff: { counts: { missing: 1, extra: 0 } } } }); // prettier-ignore
  });

  it('tells NULL from the empty text, in rows and in CSV', async () => {
    const empty = { columns: ['x'], rows: [['']] };
    const none = { columns: ['x'], rows: [[null]] };
    for (const [sql, right, wrong, text] of [
      [`SELECT '' AS x`, empty, none, 'x,y\n"",1\n'],
      ['SELECT NULL::text AS x', none, empty, 'x,y\n,1\n'],
    ] as const) {
      expect((await compared(sql, right)).status, sql).toBe('passed');
      expect((await compared(sql, wrong)).status, sql).toBe('failed');
      expect((await compared(`${sql}, 1 AS y`, await csv('null.csv', text))).status, text).toBe('passed');
      expect((await compared(`${sql}, 1 AS y`, await csv('null.csv', text.startsWith('x,y\n"') ? 'x,y\n,1\n' : 'x,y\n"",1\n'))).status, text).toBe('failed'); // prettier-ignore
    }
  });

  it('is read as the type it is compared with', async () => {
    const sql = `SELECT 12::bigint AS n, 1.50::numeric AS d, 0.1::float8 + 0.2::float8 AS f, true AS b, date '2020-02-29' AS day,
      timestamptz '2020-01-01 01:00+01' AS at, '{"b":1,"a":[1, 2]}'::jsonb AS j, 'a "b", c' AS t`;
    const expected = await csv('types.csv', `n,d,f,b,day,at,j,t\n12,1.5,0.30000000000000004,true,2020-02-29,2020-01-01T00:00:00Z,"{""a"":[1,2],""b"":1}","a ""b"", c"\n`); // prettier-ignore
    expect(await compared(sql, expected)).toMatchObject({ status: 'passed' });
  });

  it('may be nothing at all', async () => {
    const none = await csv('none.csv', 'title\n');
    expect(await compared('SELECT title FROM songs WHERE id > 99', none)).toMatchObject({ status: 'passed' });
    expect(await compared('SELECT title FROM songs', none)).toMatchObject({ status: 'failed' });
  });

  it.each([
    ['is not there', undefined, 'gone.csv'],
    ['is empty', '', 'empty'],
    ['has a line that is too long', 'a,b\n1,2,3\n', 'line 2'],
    ['has an open quote', 'a,b\n"1,2\n', 'quote'],
  ])('is an error of the lab when its file %s', async (_what, text, says) => {
    const expected = text === undefined ? { file: 'gone.csv' } : await csv('odd.csv', text);
    const result = await compared('SELECT 1 AS a', expected);
    expect(result).toMatchObject({ status: 'error', help: expect.any(String) as string });
    expect(result.message.toLowerCase()).toContain(says);
  });

  it('is asked for once, and anew when the data of the lab has changed', async () => {
    const count = queryCheck({ expected: { query: 'SELECT count(*) AS n FROM counted' } });
    const folder = await lab.folder({ 'seed.sql': 'CREATE TABLE counted AS SELECT 1 AS a' });
    const counted = { ...copy, services: { db: { ...lab.spec, seed: path.join(folder, 'seed.sql') } } };
    const world = lab.another();
    const check = () => lab.result('SELECT count(*) AS n FROM counted', count, { lab: counted, world });
    const seed = (rows: number) =>
      writeFile(path.join(folder, 'seed.sql'), `CREATE TABLE counted AS SELECT generate_series(1, ${rows}) AS a`);
    for (const rows of [1, 2, 1, 3, 2]) {
      await seed(rows);
      expect(await check()).toMatchObject({ status: 'passed', isolation: 'readonly' });
      const fixed = queryCheck({ expected: { columns: ['n'], rows: [[rows]] } });
      const sql = 'SELECT count(*) AS n FROM counted';
      expect(await lab.result(sql, fixed, { lab: counted, world })).toMatchObject({ status: 'passed' });
      // Another process, with another version of the data, has the one of before dropped.
      await seed(9);
      expect(await lab.result(sql, count, { lab: counted, world: lab.another() })).toMatchObject({ status: 'passed' });
      await seed(rows);
    }
  });
});

describe('how tables are compared', () => {
  const songs = { columns: ['id', 'title'], rows: [[1, 'Snow'], [2, 'Rain'], [6, 'Ice']] }; // prettier-ignore
  const plain = 'SELECT id, title FROM songs WHERE id IN (1, 2, 6)';
  it.each<[what: string, sql: string, without: string, compare: CompareOptions, withIt: string]>([
    ['order: exact', `${plain} ORDER BY id DESC`, 'passed', { order: 'exact' }, 'failed'],
    ['order: by', `${plain} ORDER BY title`, 'passed', { order: { by: ['id'] } }, 'failed'],
    ['order: by, right', `${plain} ORDER BY id`, 'passed', { order: { by: ['id'] } }, 'passed'],
    ['duplicates', `${plain} UNION ALL ${plain}`, 'failed', { duplicates: 'ignore' }, 'passed'],
    ['columns: by-position', plain.replace('title', 'title AS t'), 'failed', { columns: 'by-position' }, 'passed'],
    [
      'columns: by-name-any-order',
      plain.replace('id, title', 'title, id'),
      'failed',
      { columns: 'by-name-any-order' },
      'passed',
    ],
    ['case', plain.replace('title', 'upper(title) AS title'), 'failed', { case: 'insensitive' }, 'passed'],
    ['tolerance by column', plain.replace('id,', 'id + 0.001 AS id,'), 'failed', { tolerance: { id: 0.01 } }, 'passed'],
    [
      'tolerance by type',
      plain.replace('id,', 'id + 0.001 AS id,'),
      'failed',
      { tolerance: { decimal: 0.0001 } },
      'failed',
    ],
    ['types: strict', plain.replace('id,', 'id::numeric AS id,'), 'passed', { types: 'strict' }, 'passed'],
  ])('is decided by %s', async (_what, sql, without, compare, withIt) => {
    expect((await compared(sql, songs)).status).toBe(without);
    expect((await compared(sql, songs, compare)).status).toBe(withIt);
    const work = `CREATE TABLE hits AS ${sql}`;
    const check = rowsCheck({ expected: songs, compare });
    if (!sql.includes('ORDER')) expect((await lab.result(work, check, { lab: copy })).status).toBe(withIt);
  });

  it('is strict about types of queries where that is asked for, and knows NaN', async () => {
    const expected = { query: `SELECT 3 AS n, 'NaN'::float8 AS f` };
    const numeric = `SELECT 3::numeric AS n, 'NaN'::float8 AS f`;
    expect((await compared(numeric, expected)).status).toBe('passed');
    expect((await compared(numeric, expected, { types: 'strict' })).status).toBe('failed');
    const none = 'SELECT 3 AS n, NULL::float8 AS f';
    expect((await compared(none, expected)).status).toBe('failed');
    expect((await compared(none, expected, { nan: 'null' })).status).toBe('passed');
  });

  it('keeps columns of the same name apart', async () => {
    const expected = { query: 'SELECT 1 AS a, 2 AS a' };
    expect((await compared('SELECT 1 AS a, 2 AS a', expected)).status).toBe('passed');
    expect((await compared('SELECT 2 AS a, 2 AS a', expected)).status).toBe('failed');
  });

  it('takes the table, columns and rows that sql.rows names', async () => {
    const work =
      'CREATE TABLE "Hits" (id int, "Title" text, extra int); INSERT INTO "Hits" SELECT id, title, 7 FROM songs';
    const check = rowsCheck({ table: '"Hits"', columns: ['ID', '"Title"'], where: 'id IN (1, 2, 6)', expected: songs, compare: { columns: 'by-position' } }); // prettier-ignore
    expect(await lab.result(work, check, { lab: copy })).toMatchObject({ status: 'passed', isolation: 'clone' });
    const all = await lab.result(work, rowsCheck({ table: 'archive.plays', columns: ['song_id'], expected: { columns: ['song_id'], rows: [[1], [2]] } })); // prettier-ignore
    expect(all).toMatchObject({ status: 'passed' });
  });
});

describe('what a failing check discloses', () => {
  const secret = 'zebra-7301';
  const hidden = `SELECT id, '${secret}-' || title AS title, seconds * 1000 AS hidden_column FROM songs`;
  const wrongWorks = [
    ['other values', `SELECT id, title, seconds FROM songs`],
    ['missing rows', `SELECT id, title AS title, seconds AS hidden_column FROM songs WHERE id < 3`],
    ['no rows', `SELECT id, title, seconds AS hidden_column FROM songs WHERE false`],
    ['one row', `SELECT 1 AS id, 'mine' AS title, 180 AS hidden_column`],
    ['other columns', `SELECT price AS mine FROM songs`],
    ['an error', 'SELECT nope FROM songs'],
    ['nothing', 'CREATE TABLE t (a int)'],
  ] as const;
  const levels = ['none', 'counts', 'columns', 'rows', 'full'] as const;

  for (const level of levels)
    it.each(wrongWorks)(`at the level ${level} leaks nothing more, with %s`, async (_what, sql) => {
      const check = queryCheck({ expected: { query: hidden }, disclose: level, compare: { tolerance: { id: 0 } } });
      const result = await lab.result(sql, check);
      expect(result.status).toBe('failed');
      const told = JSON.stringify(result);
      const expectedRows = rowsCheck({ expected: { query: hidden }, disclose: level });
      const inTable = await lab.result(
        `CREATE TABLE hits AS ${sql.startsWith('CREATE') ? 'SELECT 1' : sql}`,
        expectedRows,
      );
      const both = told + JSON.stringify(inTable);
      expect(both).not.toContain('SELECT id');
      if (level === 'full') return;
      expect(both).not.toContain(secret);
      expect(both).not.toMatch(/\b(180000|300000|99000)\b/);
      if (level === 'rows' || level === 'columns') return;
      const names = sql.includes('hidden_column') ? [] : ['hidden_column'];
      for (const name of names) expect(both).not.toContain(name);
      if (level === 'none') for (const { evidence } of [result, inTable]) expect(evidence).toBeUndefined();
    });

  it('at the level full shows the rows', async () => {
    const result = await lab.result('SELECT id, title, seconds AS hidden_column FROM songs', queryCheck({ expected: { query: hidden } })); // prettier-ignore
    expect(JSON.stringify(result)).toContain(secret);
  });
});
