import { describe, expect, it } from 'vitest';
import type { FoundTable } from '../../../src/core/check/bind/found-table.js';
import { Roles } from '../../../src/core/check/bind/roles.js';
import { fillIn, referencesIn, roleOfColumn, roleOfTable } from '../../../src/core/check/bind/template.js';
import { UnresolvedRole } from '../../../src/core/check/bind/unresolved.js';
import type { RoleSpec } from '../../../src/core/course/course.js';

const bind: Readonly<Record<string, RoleSpec>> = {
  songplays: {
    table: ['songplays', 'songplay', 'fact_songplay'],
    columns: {
      start_time: { names: ['start_time', 'ts'], as: 'timestamp' },
      user_id: { names: ['user_id', 'userid'], as: 'number' },
      level: { names: ['level'], as: 'text' },
      location: { names: ['location'] },
    },
  },
  users: { table: ['users'], columns: { user_id: { names: ['user_id'] } } },
};

const table = (name: string, columns: Readonly<Record<string, string>>, schema = 'public'): FoundTable => ({
  schema,
  name,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
});

const plays = { start_time: 'timestamp without time zone', user_id: 'integer', level: 'text', location: 'text' };
const rolesIn = (...tables: FoundTable[]) => new Roles(bind, tables, 'sparkifydb');

/** What the learner is told. */
const problem = (work: () => unknown): UnresolvedRole => {
  try {
    work();
  } catch (error) {
    if (error instanceof UnresolvedRole) return error;
    throw error;
  }
  throw new Error('it was resolved');
};

describe('a template', () => {
  it.each([
    ['select 1 from {{songplays}}', [{ role: 'songplays' }]],
    ['{{ songplays.level }} {{users}}', [{ role: 'songplays', column: 'level' }, { role: 'users' }]],
    ['{{p.songplays.level}}', [{ alias: 'p', role: 'songplays', column: 'level' }]],
    [`'{{1,2},{3,4}}'::int[] {{}} {{a.b.c.d}} {{a b}} {a} {{a}`, []],
  ])('names roles: %s', (text, references) => {
    expect(referencesIn(text)).toEqual(references);
  });

  it('is filled in once, and only where it names roles', () => {
    expect(fillIn(`{{a}} '{{1}}' {{ b.c }}`, ({ role }) => `<{{${role}}}>`)).toBe(`<{{a}}> '{{1}}' <{{b}}>`);
  });

  it('is a table or a column when it is one role and nothing else', () => {
    expect(roleOfTable(' {{users}} ')).toBe('users');
    expect(roleOfTable('public.{{users}}')).toBeUndefined();
    expect(roleOfTable('users')).toBeUndefined();
    expect(roleOfColumn('{{users.user_id}}', undefined)).toEqual({ role: 'users', column: 'user_id' });
    expect(roleOfColumn('user_id', 'users')).toEqual({ role: 'users', column: 'user_id' });
    expect(roleOfColumn('user_id', undefined)).toBeUndefined();
  });
});

describe('the table of a role', () => {
  it.each([
    ['its own name', ['songplays'], 'public.songplays'],
    ['another of its names', ['fact_songplay'], 'public.fact_songplay'],
    ['the likeliest of several', ['fact_songplay', 'songplay'], 'public.songplay'],
    ['other letters', ['SongPlays'], 'public.SongPlays'],
    ['the same letters before others', ['SONGPLAYS', 'songplays'], 'public.songplays'],
  ])('is found by %s', (_what, names, expected) => {
    const { schema, name } = rolesIn(...names.map((one) => table(one, plays))).table('songplays');
    expect(`${schema}.${name}`).toBe(expected);
  });

  it('is the nearest of its name, in any schema', () => {
    const [near, far] = [table('songplays', plays, 'student'), table('songplays', plays, 'public')];
    expect(rolesIn(near, far).table('songplays')).toBe(near);
    expect(rolesIn(far, near).table('songplays')).toBe(far);
    expect(rolesIn(table('songplays', plays, 'star')).fill('from {{songplays}}')).toBe('from "star"."songplays"');
  });

  it('is quoted, whatever it is called', () => {
    const roles = rolesIn(
      table('SongPlays', { Start_Time: 'date', 'user"id': 'integer', USER_ID: 'integer' }, 'my "own"'),
    );
    expect(roles.fill('{{songplays}}')).toBe('"my ""own"""."SongPlays"');
    expect(roles.fill('{{songplays.user_id}} {{p.songplays.user_id}}')).toBe('"USER_ID" p."USER_ID"');
  });

  it('that is not there is told with the names that were looked for and the tables there are', () => {
    const { message, help } = problem(() => rolesIn(table('users', {}), table('artists', {})).fill('{{songplays}}'));
    expect(message).toBe(
      'There is no table `songplays` (looked for `songplays`, `songplay` and `fact_songplay`). The database `sparkifydb` has `users` and `artists`.',
    );
    expect(help).toBeUndefined();
  });

  it('is told in few words when there is little to say', () => {
    expect(problem(() => rolesIn().table('users')).message).toBe(
      'There is no table `users`. The database `sparkifydb` has no tables.',
    );
  });

  it('is told in few words when there is much to say', () => {
    const many = Array.from({ length: 40 }, (_, index) => table(`t${index}`, {}));
    expect(problem(() => rolesIn(...many).table('users')).message).toMatch(/`t11` and 28 more\.$/);
  });

  it('is never guessed: the only table that has its columns is named', () => {
    const { message, help } = problem(() => rolesIn(table('users', {}), table('my_plays', plays)).table('songplays'));
    expect(message).toContain('There is no table `songplays`');
    expect(help).toBe('Is it `my_plays`? That table has all the columns. Name it `songplays`.');
  });

  it.each([
    ['two tables have', [table('a', plays), table('b', plays)]],
    ['a table with another role has', [table('Users', plays)]],
    ['a table has a part of', [table('a', { start_time: 'date', user_id: 'integer', level: 'text' })]],
  ])('is not hinted at when %s its columns', (_what, tables) => {
    expect(problem(() => rolesIn(...tables).table('songplays')).help).toBeUndefined();
  });

  it('with few columns is not hinted at', () => {
    expect(problem(() => rolesIn(table('people', { user_id: 'integer' })).table('users')).help).toBeUndefined();
  });
});

describe('the column of a role', () => {
  it('that is not there is told with the names that were looked for and the columns there are', () => {
    const roles = rolesIn(table('songplay', { when: 'timestamp without time zone', level: 'text' }));
    expect(problem(() => roles.fill('{{songplays.start_time}}')).message).toBe(
      'The table `songplay` has no column `start_time` (looked for `start_time` and `ts`). It has `when` and `level`.',
    );
    expect(problem(() => rolesIn(table('users', {})).column('users', 'user_id')).message).toBe(
      'The table `users` has no column `user_id`. It has no columns.',
    );
  });

  it('of a type that can’t hold it is told with the type', () => {
    const roles = rolesIn(table('songplays', { ...plays, start_time: 'time without time zone', user_id: 'boolean' }));
    expect(problem(() => roles.fill('{{songplays.start_time}}')).message).toBe(
      'The column `start_time` of `songplays` is of type `time without time zone`, which does not hold a point in time.',
    );
    expect(problem(() => roles.fill('{{songplays.user_id}}')).message).toContain('does not hold a number');
  });

  it('is as it is where nothing else is asked for', () => {
    expect(rolesIn(table('songplays', { ...plays, location: 'bytea' })).fill('{{songplays.location}}')).toBe(
      '"location"',
    );
  });

  it('is the author’s fault when the lab has no such role', () => {
    for (const text of ['{{nothing}}', '{{songplays.nothing}}', '{{constructor}}', '{{songplays.constructor}}'])
      expect(() => rolesIn(table('songplays', plays)).fill(text)).toThrow(
        expect.objectContaining({ code: 'manifest-invalid' }) as Error,
      );
  });
});
