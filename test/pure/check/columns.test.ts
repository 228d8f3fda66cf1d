import { describe, expect, it } from 'vitest';
import { isLabError } from '../../../src/core/errors.js';
import type { TableDiff } from '../../../src/core/check/result.js';
import { compare, table } from './support.js';

const shape = (diff: TableDiff): string[] =>
  diff.columns.map(
    ({ name, expected, actual, differs }) =>
      `${name}: ${expected?.name ?? '-'}/${actual?.name ?? '-'}${differs ? ` ${differs}` : ''}`,
  );

const declared = (name: string) => [{ name: 'v', type: 'text', declared: name }] as const;

describe('columns by name', () => {
  it('accepts the same names in the same order', async () => {
    const diff = await compare(table('a b', [['1', '2']]), table('a b', [['1', '2']]));
    expect(diff.equal).toBe(true);
    expect(shape(diff)).toEqual(['a: a/a', 'b: b/b']);
  });

  it('refuses another order, and still compares the rows', async () => {
    const diff = await compare(table('a b c', [['1', '2', '3']]), table('b a c', [['2', '1', '3']]));
    expect(diff.equal).toBe(false);
    expect(shape(diff)).toEqual(['a: a/a place', 'b: b/b place', 'c: c/c']);
    expect(diff.counts).toEqual({ expected: 1, actual: 1, matching: 1, missing: 0, extra: 0 });
  });

  it('accepts another order when asked to', async () => {
    const diff = await compare(table('a b', [['1', '2']]), table('b a', [['2', '1']]), {
      columns: 'by-name-any-order',
    });
    expect(diff.equal).toBe(true);
  });

  it('lists a missing and an extra column, and lays rows out by the listed columns', async () => {
    const diff = await compare(table('id a b', [['1', 'x', 'y']]), table('id b c d', [['1', 'z', 'u', 'v']]));
    expect(shape(diff)).toEqual(['id: id/id', 'a: a/- missing', 'b: b/b', 'c: -/c extra', 'd: -/d extra']);
    expect(diff.rows).toEqual([
      { status: 'changed', expected: ['1', 'x', 'y', null, null], actual: ['1', null, 'z', 'u', 'v'], cells: [2] },
    ]);
  });

  it('takes the only unmatched column of each side for a renamed one', async () => {
    const diff = await compare(table('level n:integer', [['free', 2]]), table('count:integer level', [[2, 'free']]));
    expect(diff.equal).toBe(false);
    expect(shape(diff)).toEqual(['level: level/level place', 'n: n/count name']);
    expect(diff.counts.matching).toBe(1);
  });

  it('takes unmatched columns at the same place for renamed ones, unless their values can never be equal', async () => {
    const diff = await compare(table('a:integer b c:integer', []), table('x:integer y z', []));
    expect(shape(diff)).toEqual(['a: a/x name', 'b: b/y name', 'c: c/- missing', 'z: -/z extra']);
  });

  it('does not collapse columns of the same name', async () => {
    const [left, right] = [table('id id', [['1', '2']]), table('id id', [['1', '3']])];
    expect((await compare(left, right)).rows).toEqual([
      { status: 'changed', expected: ['1', '2'], actual: ['1', '3'], cells: [1] },
    ]);
    const one = await compare(table('id id', [['1', '1']]), table('id', [['1']]));
    expect(one.equal).toBe(false);
    expect(shape(one)).toEqual(['id: id/id', 'id: id/- missing']);
  });

  it('tells names of different case apart', async () => {
    expect((await compare(table('level', [['1']]), table('Level', [['1']]))).equal).toBe(false);
  });

  it('compares nothing when no column is common, and shows rows of both sides', async () => {
    const left = table('a:integer', [[1], [2], [3]]);
    const diff = await compare(left, table('b c', [['x', 'y']]), {}, { sample: 3 });
    expect(diff.equal).toBe(false);
    expect(diff.counts).toEqual({ expected: 3, actual: 1, matching: 0, missing: 3, extra: 1 });
    expect(diff.rows).toEqual([
      { status: 'missing', expected: ['1', null, null] },
      { status: 'missing', expected: ['2', null, null] },
      { status: 'extra', actual: [null, 'x', 'y'] },
    ]);
    expect(diff.hidden).toBe(1);
  });
});

describe('columns by position', () => {
  it('does not look at names', async () => {
    const diff = await compare(table('a b', [['1', '2']]), table('x y', [['1', '2']]), { columns: 'by-position' });
    expect(diff.equal).toBe(true);
  });

  it('still counts columns', async () => {
    const options = { columns: 'by-position' } as const;
    expect(shape(await compare(table('a b', []), table('x', []), options))).toEqual(['a: a/x', 'b: b/- missing']);
    expect((await compare(table('a', []), table('x y', []), options)).equal).toBe(false);
  });
});

describe('types', () => {
  it('do not matter by value', async () => {
    expect((await compare(table('v:integer', [['3']]), table('v:decimal', [['3.0']]))).equal).toBe(true);
  });

  it('must match in strict comparison, and so must the declared ones', async () => {
    const strict = { types: 'strict' } as const;
    const diff = await compare(table('v:integer', [['3']]), table('v:decimal', [['3']]), strict);
    expect([diff.equal, shape(diff), diff.counts.matching]).toEqual([false, ['v: v/v type'], 1]);
    expect((await compare(table('v:timestamp', []), table('v:timestamptz', []), strict)).equal).toBe(false);
    expect((await compare(table(declared('text'), []), table(declared('varchar'), []), strict)).equal).toBe(false);
    expect((await compare(table(declared('text'), []), table(declared('text'), []), strict)).equal).toBe(true);
    expect((await compare(table('v:literal', [['3']]), table('v:integer', [['3']]), strict)).equal).toBe(true);
  });
});

describe('options that name columns', () => {
  it('are refused when no such column is expected', async () => {
    const data = table('a', []);
    for (const options of [{ order: { by: ['b'] } }, { tolerance: { b: 1 } }]) {
      const failure: unknown = await compare(data, data, options).catch((error: unknown) => error);
      expect(isLabError(failure, 'manifest-invalid')).toBe(true);
    }
    expect((await compare(data, data, { tolerance: { float: 1, decimal: 1, timestamp: 1 } })).equal).toBe(true);
  });
});
