import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkExercise } from '../../../src/app/check-exercise.js';
import type { SpecOf } from '../../../src/core/manifest/check-schema.js';
import { exerciseWith, only, openLabWorld, type LabWorld } from '../../support/lab-world.js';
import { never } from '../../support/service-home.js';
import { schemaCheck } from './specs.js';

let lab: LabWorld;
beforeAll(async () => {
  lab = await openLabWorld();
});
afterAll(() => lab.close());

describe('sql.schema', () => {
  const table = `
    CREATE SCHEMA "Kept";
    CREATE TABLE hits (
      song_id integer GENERATED ALWAYS AS IDENTITY,
      title varchar(20) NOT NULL DEFAULT 'none',
      at timestamp(3) with time zone,
      price numeric(6, 2) NOT NULL CHECK (price > 0),
      tags text[],
      artist_id int REFERENCES artists (id),
      code char(3) UNIQUE,
      gone int,
      PRIMARY KEY (song_id, title)
    );
    ALTER TABLE hits DROP COLUMN gone;
    CREATE UNIQUE INDEX ON hits (title, code) INCLUDE (at);
    CREATE UNIQUE INDEX ON hits (at) WHERE at IS NOT NULL;
    CREATE UNIQUE INDEX ON hits (lower(title));
    CREATE TABLE "Kept"."Odd ""name" ("Id" bigint PRIMARY KEY, song int, title text,
      FOREIGN KEY (song, title) REFERENCES public.hits (song_id, title));`;
  const run = (over: Partial<SpecOf<'sql.schema'>>) => lab.result(table, schemaCheck({ columns: {}, ...over }));

  it.each<[what: string, rule: Partial<SpecOf<'sql.schema'>>]>([
    [
      'types by any of their names',
      {
        columns: {
          SONG_ID: { type: 'int4' },
          title: { type: 'VARCHAR (20)' },
          price: { type: 'decimal(6,2)' },
          at: { type: 'timestamptz' },
          tags: { type: 'text[]' },
          code: { type: 'char(3)' },
        },
      },
    ],
    [
      'types without their length',
      {
        columns: {
          title: { type: 'varchar' },
          price: { type: 'numeric' },
          code: { type: 'bpchar' },
          at: { type: 'timestamp(3) with time zone' },
        },
      },
    ],
    ['one of several types', { columns: { song_id: { type: ['bigint', 'integer'] } } }],
    ['NULL', { columns: { title: { nullable: false }, song_id: { nullable: false }, at: { nullable: true } } }],
    ['defaults', { columns: { title: { default: true }, song_id: { default: true }, at: { default: false } } }],
    ['a primary key in any order', { primary_key: ['title', 'SONG_ID'] }],
    ['keys that are unique', { unique: [['code'], ['code', 'title'], ['song_id', 'title']] }],
    [
      'foreign keys',
      {
        foreign_keys: [
          { columns: ['artist_id'], references: 'artists' },
          { columns: ['artist_id'], references: 'Artists', to: ['id'] },
        ],
      },
    ],
    [
      'a name in quotes, in a schema',
      {
        table: '"Kept"."Odd ""name"',
        columns: { '"Id"': { type: 'int8' }, SONG: {} },
        primary_key: ['"Id"'],
        foreign_keys: [{ columns: ['title', 'song'], references: 'public.hits', to: ['song_id', 'title'] }],
      },
    ],
    [
      'no other columns',
      { only: true, columns: { song_id: {}, title: {}, at: {}, price: {}, tags: {}, artist_id: {}, code: {} } },
    ],
    ['a view', { table: 'cheap', columns: { title: { type: 'text' } } }],
    ['a table of another schema', { table: 'archive.plays', columns: { song_id: { type: 'integer' } } }],
  ])('accepts %s', async (_what, rule) => {
    const result = await run(rule);
    expect(`${result.status} ${result.message}`).toMatch(/^passed /);
  });

  it.each<[what: string, rule: Partial<SpecOf<'sql.schema'>>, says: readonly string[]]>([
    ['a table that is not there', { table: 'nowhere' }, ['nowhere']],
    ['a name in other letters', { table: '"Hits"' }, ['Hits']],
    [
      'a column in other letters',
      { columns: { '"Title"': {} }, primary_key: ['"Song_id"', 'title'] },
      ['Title', 'Song_id'],
    ],
    ['a column that is not there', { columns: { gone: {}, year: {} } }, ['gone', 'year']],
    [
      'another type',
      { columns: { title: { type: 'text' }, at: { type: 'timestamp' } } },
      ['title', 'text', 'timestamp'],
    ],
    [
      'another length',
      { columns: { title: { type: 'varchar(30)' }, price: { type: 'numeric(8,2)' } } },
      ['varchar(30)', 'numeric(6,2)'],
    ],
    ['NULL', { columns: { title: { nullable: true }, at: { nullable: false } } }, ['title', 'at', 'NULL']],
    ['defaults', { columns: { title: { default: false }, at: { default: true } } }, ['title', 'at', 'default']],
    ['another primary key', { primary_key: ['song_id'] }, ['song_id', 'title']],
    ['no primary key', { table: 'archive.plays', primary_key: ['song_id'] }, ['primary key']],
    [
      'what an index keeps unique only sometimes, or with other columns',
      { unique: [['at'], ['title'], ['title', 'code', 'at']] },
      ['at', 'title'],
    ],
    [
      'a foreign key to elsewhere',
      {
        foreign_keys: [
          { columns: ['artist_id'], references: 'songs' },
          { columns: ['artist_id'], references: 'artists', to: ['name'] },
        ],
      },
      ['songs', 'artists'],
    ],
    ['columns not asked for', { only: true, columns: { song_id: {} } }, ['title', 'tags']],
  ])('refuses %s, and names all that is wrong', async (_what, rule, says) => {
    const result = await run(rule);
    expect(result.status).toBe('failed');
    for (const word of says) expect(result.message).toContain(word);
  });

  it('shows the definition beside what is asked for', async () => {
    const result = await run({ columns: { title: { type: 'text' } }, primary_key: ['title'] });
    expect(result.evidence).toMatchObject({
      kind: 'text',
      expected: expect.stringContaining('title text') as string,
      actual: expect.stringContaining('title character varying(20) not null') as string,
    });
  });
});

describe('quiz.question', () => {
  const question = (over: Partial<SpecOf<'quiz.question'>> = {}): SpecOf<'quiz.question'> => ({
    ...{ id: 'many', title: 'Which change rows?', kind: 'quiz.question', type: 'multiple', prompt: 'Which?' },
    options: [
      { id: 'update', text: 'UPDATE', correct: true, feedback: 'Yes, it does.' },
      { id: 'delete', text: 'DELETE', correct: true },
      { id: 'select', text: 'SELECT', feedback: 'It only reads.' },
    ],
    explain: 'UPDATE and DELETE do.',
    ...over,
  });
  const answer = async (answers: unknown, over?: Partial<SpecOf<'quiz.question'>>) =>
    only(
      await lab.check({ 'answers.json': typeof answers === 'string' ? answers : JSON.stringify(answers) }, [
        question(over),
      ]),
    );

  it('takes all right options in any order, and explains then', async () => {
    expect(await answer({ many: ['delete', 'update', 'delete'], other: ['x'] })).toMatchObject({
      ...{ status: 'passed', help: 'UPDATE and DELETE do.', isolation: 'none' },
      message: expect.stringContaining('Yes, it does.') as string,
    });
  });

  it.each([
    ['a wrong one', ['select'], 'It only reads.'],
    ['one too few', ['update'], 'Yes, it does.'],
    ['one too many', ['update', 'delete', 'select'], 'It only reads.'],
    ['none', [], ''],
    ['one that is not there', ['update', 'drop'], 'drop'],
  ])('refuses %s, and speaks of what was chosen only', async (_what, chosen, says) => {
    const result = await answer({ many: chosen });
    expect(result).toMatchObject({ status: 'failed', points: 0 });
    expect(result.message).toContain(says);
    const told = JSON.stringify({ ...result, title: '' });
    for (const secret of ['UPDATE and DELETE do.', ...(chosen.includes('delete') ? [] : ['delete', 'DELETE'])])
      expect(told).not.toContain(secret);
  });

  it.each(['', '[]', 'null', '{ "many": "update" }', '{ "many": [1] }', '{ "many": ', '"text"'])(
    'refuses the answers %j and points at the file',
    async (answers) => {
      const result = await answer(answers);
      expect(result).toMatchObject({ status: 'failed', location: { file: 'answers.json', line: 1 } });
    },
  );

  it.each(['constructor', 'to-string', 'valueof'])('may be called %s', async (id) => {
    expect(await answer({}, { id })).toMatchObject({ status: 'failed', message: 'Not answered.' });
    expect(await answer({ [id]: ['update', 'delete'] }, { id })).toMatchObject({ status: 'passed' });
  });
});

describe('files.exists', () => {
  const exists = (paths: readonly string[], over: Partial<SpecOf<'files.exists'>> = {}): SpecOf<'files.exists'> => ({
    ...{ id: 'files', title: 'The files are there', kind: 'files.exists', paths: [...paths], points: 4, ...over },
  });

  it('gives points for those that are there, and names the others', async () => {
    const paths = ['a.txt', 'sub/b.txt', 'c.txt', 'gone.txt'];
    const files = { 'a.txt': 'a', 'sub/b.txt': 'b', 'c.txt': '' };
    const run = await lab.check(files, [exists(paths), exists(paths, { id: 'not-empty', not_empty: true })]);
    expect(run.results).toMatchObject([
      { status: 'failed', points: 3 },
      { status: 'failed', points: 2 },
    ]);
    expect(run.results[0]?.message).toContain('gone.txt');
    expect(run.results[0]?.message).not.toContain('c.txt');
    expect(run.results[1]?.message).toContain('c.txt');
    expect(run.grade).toMatchObject({ points: 5, maxPoints: 8, passed: false, gradable: true });
  });

  it('does not take a folder for a file, and does not look out of the folder', async () => {
    const folder = await lab.folder({ 'sub/b.txt': 'b' });
    await writeFile(path.join(folder, '..', 'outside.txt'), 'x');
    await symlink(path.join(folder, '..', 'outside.txt'), path.join(folder, 'link.txt'));
    const checks = [exists(['sub']), exists(['link.txt'], { id: 'link' })];
    const run = await checkExercise(lab.world, {
      ...{ courseId: 'shop-course', lab: lab.lab, exercise: exerciseWith(lab.lab, [], checks), folder },
      ...{ workspace: undefined, trigger: 'command', tier: 'full', signal: never },
    });
    expect(run.results.map(({ status }) => status)).toEqual(['failed', 'error']);
  });

  it('needs no server', async () => {
    const services: string[] = [];
    const run = await lab.check({ 'a.txt': 'a' }, [exists(['a.txt'])], {
      observer: { service: (name) => services.push(name) },
    });
    expect(run.environment).toEqual([]);
    expect(services).toEqual([]);
  });
});
