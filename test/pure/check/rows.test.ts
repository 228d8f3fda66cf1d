import { describe, expect, it } from 'vitest';
import type { TableDiff } from '../../../src/core/check/result.js';
import { compare, table } from './support.js';

const one = (values: readonly (string | number | null)[]) =>
  table(
    'v:integer',
    values.map((value) => [value]),
  );

const brief = ({ equal, orderOnly, counts }: TableDiff): string =>
  `${equal ? 'equal' : 'differs'}${orderOnly ? ' order' : ''} ${counts.matching}+${counts.missing}-${counts.extra}`;

const by = (...names: string[]) => ({ order: { by: names } });
const songs = (rows: readonly (readonly [string, number])[]) => table('level n:integer', rows);

const pair = async (left: readonly [string | null, string | null], right: readonly [string | null, string | null]) =>
  (await compare(table('a b', [left]), table('a b', [right]))).equal;

const many = (from: number, to: number) => one(Array.from({ length: to - from }, (_, i) => from + i));

const songRows = (change: number) => Array.from({ length: 5000 }, (_, i) => [i, `name ${i}`, String(i % 7), change]);

describe('rows as a bag', () => {
  it('ignores order and counts duplicates', async () => {
    expect(brief(await compare(one([1, 2, 2]), one([2, 1, 2])))).toBe('equal 3+0-0');
    expect(brief(await compare(one([1, 2, 2]), one([1, 1, 2])))).toBe('differs 2+1-1');
    expect(brief(await compare(one([1, 2]), one([1, 2, 2])))).toBe('differs 2+0-1');
    expect(brief(await compare(one([1, null]), one([1, 0])))).toBe('differs 1+1-1');
    expect(brief(await compare(one([]), one([])))).toBe('equal 0+0-0');
  });

  it('keeps cells apart, whatever they hold', async () => {
    expect(await pair(['ab', 'c'], ['a', 'bc'])).toBe(false);
    expect(await pair(['', null], [null, ''])).toBe(false);
    expect(await pair(['1:', 'x'], ['', '2:1:x'])).toBe(false);
    expect(await pair(['a\u0000b', ''], ['a', '\u0000b'])).toBe(false);
  });

  it('finds copies', async () => {
    const tripled = await compare(one([1, 2, 2]), one([1, 1, 1, 2, 2, 2, 2, 2, 2]));
    expect(tripled.clues).toMatchObject({ repeated: 6, collapsed: 0, factor: 3, copies: { least: 3, most: 3 } });
    expect((await compare(one([1, 2]), one([1, 1, 2]))).clues).toMatchObject({ repeated: 1, collapsed: 0 });
    expect((await compare(one([1, 2]), one([1, 1, 3, 3]))).clues?.factor).toBeUndefined();
    expect((await compare(one([1, 1, 2]), one([1, 2]))).clues).toMatchObject({ repeated: 0, collapsed: 1 });
  });
});

describe('rows as a set', () => {
  const options = { duplicates: 'ignore' } as const;

  it('ignores duplicates and counts distinct rows', async () => {
    expect(brief(await compare(one([1, 2]), one([2, 1, 1, 1]), options))).toBe('equal 2+0-0');
    expect(brief(await compare(one([1, 2, 2, 3, 3]), one([1, 4, 4]), options))).toBe('differs 1+2-1');
  });

  it('shows a row once', async () => {
    const { rows } = await compare(one([1, 3, 3]), one([1, 1, 1]), options);
    expect(rows.filter(({ status }) => status !== 'same')).toEqual([{ status: 'missing', expected: ['3'] }]);
  });

  it('takes the order of first occurrences', async () => {
    const exact = { ...options, order: 'exact' } as const;
    expect((await compare(one([1, 2, 3]), one([1, 1, 2, 1, 3, 2]), exact)).equal).toBe(true);
    const wrong = await compare(one([1, 1, 2, 3]), one([1, 1, 3, 2]), exact);
    expect([wrong.orderOnly, wrong.rows]).toEqual([
      true,
      [
        { status: 'moved', expected: ['2'], actual: ['3'] },
        { status: 'moved', expected: ['3'], actual: ['2'] },
      ],
    ]);
  });
});

describe('rows in exact order', () => {
  const options = { order: 'exact' } as const;

  it('wants every row in its place', async () => {
    expect(brief(await compare(one([1, 2, 3]), one([1, 2, 3]), options))).toBe('equal 3+0-0');
    const diff = await compare(one([1, 2, 3, 4]), one([1, 4, 3, 2]), options);
    expect(brief(diff)).toBe('differs order 4+0-0');
    expect(diff.rows).toEqual([
      { status: 'moved', expected: ['2'], actual: ['4'] },
      { status: 'moved', expected: ['4'], actual: ['2'] },
    ]);
  });

  it('says order only when the rows are right', async () => {
    expect(brief(await compare(one([1, 2, 3]), one([3, 2, 5]), options))).toBe('differs 2+1-1');
  });

  it('counts the moved rows that are not shown', async () => {
    const diff = await compare(one([1, 2, 3, 4]), one([2, 3, 4, 1]), options, { sample: 1 });
    expect([diff.rows.length, diff.hidden]).toEqual([1, 3]);
  });
});

describe('rows sorted by columns', () => {
  const expected = songs([
    ['free', 1],
    ['free', 2],
    ['paid', 3],
  ]);

  it('lets ties stand in any order', async () => {
    const tied = songs([
      ['free', 2],
      ['free', 1],
      ['paid', 3],
    ]);
    expect((await compare(expected, tied, by('level'))).equal).toBe(true);
    expect((await compare(expected, tied, by('level', 'n'))).orderOnly).toBe(true);
    expect((await compare(expected, tied, by('n'))).orderOnly).toBe(true);
  });

  it('wants the groups in order', async () => {
    const turned = songs([
      ['paid', 3],
      ['free', 1],
      ['free', 2],
    ]);
    expect(brief(await compare(expected, turned, by('level')))).toBe('differs order 3+0-0');
  });

  it('reads a column named twice once', async () => {
    const other = songs([
      ['free', 2],
      ['free', 1],
      ['paid', 3],
    ]);
    expect((await compare(expected, other, by('level', 'level'))).equal).toBe(true);
  });

  it('sorts by equal values, not by equal texts', async () => {
    const left = table('t:timestamptz', [['2018-11-01 10:00:00+02'], ['2018-11-01 11:00:00+00']]);
    const right = table('t:timestamptz', [['2018-11-01 08:00:00+00'], ['2018-11-01 11:00:00Z']]);
    expect((await compare(left, right, by('t'))).equal).toBe(true);
  });
});

describe('rows to show', () => {
  it('pairs the nearest rows and says which cells differ', async () => {
    const expected = table('id:integer name level', [
      [1, 'Ann', 'free'],
      [2, 'Bob', 'paid'],
      [3, 'Cyd', 'free'],
    ]);
    const actual = table('id:integer name level', [
      [3, 'Cyd', 'paid'],
      [2, 'Bob', 'paid'],
      [1, 'Ann', 'FREE'],
    ]);
    const { rows, counts } = await compare(expected, actual);
    expect(counts).toEqual({ expected: 3, actual: 3, matching: 1, missing: 2, extra: 2 });
    expect(rows).toEqual([
      { status: 'changed', expected: ['3', 'Cyd', 'free'], actual: ['3', 'Cyd', 'paid'], cells: [2] },
      { status: 'changed', expected: ['1', 'Ann', 'free'], actual: ['1', 'Ann', 'FREE'], cells: [2] },
      { status: 'same', actual: ['2', 'Bob', 'paid'] },
    ]);
  });

  it('does not pair rows that have little in common', async () => {
    const { rows } = await compare(
      table('a b c', [
        ['1', '2', '3'],
        ['x', 'x', 'x'],
      ]),
      table('a b c', [
        ['4', '5', '6'],
        ['x', 'x', 'x'],
        ['x', 'y', 'z'],
      ]),
    );
    expect(rows.map(({ status }) => status)).toEqual(['missing', 'extra', 'extra', 'same']);
  });

  it('pairs the one value of two results', async () => {
    const { rows } = await compare(one([71]), one([70]));
    expect(rows).toEqual([{ status: 'changed', expected: ['71'], actual: ['70'], cells: [0] }]);
  });

  it('keeps to the sample, and counts what it hides', async () => {
    const diff = await compare(many(0, 100), many(50, 180), {}, { sample: 10 });
    expect(diff.counts).toEqual({ expected: 100, actual: 130, matching: 50, missing: 50, extra: 80 });
    expect(diff.rows).toHaveLength(10);
    expect(diff.rows.filter(({ status }) => status === 'missing')).toHaveLength(5);
    expect(diff.hidden).toBe(75);
    expect((await compare(many(0, 100), many(50, 180), {}, { sample: 0 })).rows).toEqual([]);
  });

  it('gives the room that one side leaves to the other', async () => {
    const diff = await compare(many(0, 50), many(100, 102), {}, { sample: 10 });
    expect(diff.rows.filter(({ status }) => status === 'missing')).toHaveLength(8);
    expect(diff.rows.filter(({ status }) => status === 'extra')).toHaveLength(2);
  });

  it('keeps a few hundred rows of each side at most', async () => {
    const diff = await compare(many(0, 2000), many(5000, 7001), {}, { sample: 1000 });
    expect([diff.rows.length, diff.hidden]).toEqual([600, 1701]);
  });

  it('prefers the partner with more equal cells to the one that stands nearer', async () => {
    const expected = table('a b c d', [['1', '2', '3', '4']]);
    const actual = table('a b c d', [
      ['1', '2', 'x', 'x'],
      ['1', '2', '3', 'y'],
    ]);
    const { rows } = await compare(expected, actual);
    expect(rows).toEqual([
      { status: 'extra', actual: ['1', '2', 'x', 'x'] },
      { status: 'changed', expected: ['1', '2', '3', '4'], actual: ['1', '2', '3', 'y'], cells: [3] },
    ]);
  });

  it('finds the partners of shown rows far down a large table', async () => {
    const actual = songRows(2).toReversed();
    const diff = await compare(
      table('id:integer name k n:integer', songRows(1)),
      table('id:integer name k n:integer', actual),
    );
    expect(diff.clues?.onlyColumn).toBe(3);
    expect(diff.rows.every(({ status, cells }) => status === 'changed' && String(cells) === '3')).toBe(true);
  });

  it('shows values as they were written', async () => {
    const { rows } = await compare(table('a:decimal b', [['1.50', 'x']]), table('a:decimal b', [['1.5', 'y']]));
    expect(rows[0]).toMatchObject({ expected: ['1.50', 'x'], actual: ['1.5', 'y'], cells: [1] });
  });

  it('names the one column that differs only when it is the only one', async () => {
    const spec = 'id:integer a b';
    const left = table(spec, [
      [1, 'x', 'u'],
      [2, 'y', 'v'],
    ]);
    const swap = table(spec, [
      [1, 'y', 'u'],
      [2, 'x', 'v'],
    ]);
    expect((await compare(left, swap)).clues?.onlyColumn).toBe(1);
    const both = table(spec, [
      [1, 'y', 'v'],
      [2, 'x', 'u'],
    ]);
    expect((await compare(left, both)).clues).toMatchObject({ repeated: 0, collapsed: 0, onlyColumn: 0 });
    const none = table(spec, [
      [3, 'x', 'v'],
      [2, 'y', 'u'],
    ]);
    expect((await compare(left, none)).clues?.onlyColumn).toBeUndefined();
  });
});
