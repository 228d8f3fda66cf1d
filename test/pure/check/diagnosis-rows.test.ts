import { describe, expect, it } from 'vitest';
import type { Cell, RowSource } from '../../../src/core/check/table.js';
import { table } from './support.js';
import { shape, told } from './told.js';

type Cells = readonly (Cell | number)[];
const each = (count: number, row: (n: number) => Cells): Cells[] => Array.from({ length: count }, (_, n) => row(n));

describe('rows that are missing', () => {
  const spec = 'id:integer level n:integer';
  const all = each(12, (n) => [n, n % 3 ? 'free' : 'paid', n % 4 === 0 ? null : 10 + n]);
  const without = (lost: (row: Cells) => boolean): RowSource =>
    table(
      spec,
      all.filter((row) => !lost(row)),
    );
  const noNulls = without((row) => row[2] === null);

  it('without a value are told apart by what the query is made of', async () => {
    expect(await told(table(spec, all), noNulls)).toMatch(/^null-handling: .*They are the rows in which `n` is NULL\./);
    expect(await told(table(spec, all), noNulls, shape({ conditions: 1 }))).toMatch(/^null-handling: .*never true/);
    expect(await told(table(spec, all), noNulls, shape({ innerJoins: 1 }))).toMatch(/^inner-join: /);
    expect(await told(table(spec, all), noNulls, shape({ outerJoins: 1, conditions: 1 }))).toMatch(/^inner-join: /);
  });

  it('of one category', async () => {
    const paid = without((row) => row[1] === 'paid');
    expect(await told(table(spec, all), paid)).toMatch(
      /^filter-too-strict: 4 of the 12 .*In all of them `level` is `paid`, and in no other row\./,
    );
    expect(await told(table(spec, all), paid, shape({ innerJoins: 1 }))).toMatch(/^missing-rows: .*`level` is `paid`/);
  });

  it('at the border of what the query compares with', async () => {
    const first = without((row) => row[0] === 0);
    expect(await told(table(spec, all), first, shape({ conditions: 1, constants: ['0'] }))).toMatch(
      /^off-by-one: .*In it `id` is `0`: the border itself is left out\./,
    );
    expect(await told(table(spec, all), first, shape({ conditions: 1, constants: ['7'] }))).toMatch(
      /^filter-too-strict: /,
    );
    expect(await told(table(spec, all), first)).toMatch(/^missing-rows: 1 of the 12 expected rows is missing;/);
  });

  it('on the last day, of which the query has the date only', async () => {
    const days = (hours: readonly number[]): RowSource =>
      table(
        't:timestamp',
        hours.map((hour) => [`2024-03-0${1 + Math.floor(hour / 24)} ${String(hour % 24).padStart(2, '0')}:30:00`]),
      );
    const query = shape({ conditions: 1, constants: ['2024-03-01', '2024-03-02'] });
    expect(await told(days([1, 5, 20, 25, 30]), days([1, 5, 20]), query)).toMatch(
      /^off-by-one: .*`t` is `2024-03-02`: the last day is lost\. .*midnight/,
    );
  });

  it('in a range, which is no chance', async () => {
    const many = each(16, (n) => [n, 'free', 1]);
    const [whole, head] = [table(spec, many), table(spec, many.slice(0, 10))];
    expect(await told(whole, head)).toMatch(/^missing-rows: .*`id` is between `10` and `15`, more than/);
    expect(await told(whole, head, shape({ conditions: 1 }))).toMatch(/^filter-too-strict: .*`id` is between/);
    expect(await told(whole, table(spec, many.slice(0, 14)))).toMatch(/^missing-rows: (?!.*between)/);
  });

  it('but for one of each', async () => {
    const one = table('session:integer song', [
      [1, 'a'],
      [2, 'd'],
      [3, 'f'],
    ]);
    const plays = table('session:integer song', [
      [1, 'a'],
      [1, 'b'],
      [1, 'c'],
      [2, 'd'],
      [2, 'e'],
      [3, 'f'],
    ]);
    expect(await told(plays, one)).toMatch(/^overwritten-keys: .*Only one row for each `session` is left\./);
  });

  it('that nothing was counted for', async () => {
    const counts = each(10, (n) => [`u${n}`, n < 2 ? 0 : n]);
    const lost = table('name n:integer', counts.slice(2));
    expect(await told(table('name n:integer', counts), lost, shape({ innerJoins: 1, merges: true }))).toMatch(
      /^inner-join: /,
    );
    expect(await told(table('name n:integer', counts), lost, shape({ merges: true }))).toMatch(
      /^missing-rows: .*`n` is `0`, and in no other row\./,
    );
  });

  it('for the only reason that the query can have', async () => {
    const some = without((row) => [2, 3, 9].includes(Number(row[0])));
    expect(await told(table(spec, all), some, shape({ conditions: 1 }))).toMatch(/^filter-too-strict: /);
    expect(await told(table(spec, all), some, shape({ innerJoins: 2 }))).toMatch(/^missing-matches: /);
    expect(await told(table(spec, all), some, shape({ innerJoins: 1, conditions: 1 }))).toMatch(/^missing-rows: /);
    expect(await told(table(spec, all), some, shape({ conditions: 1, limited: true }))).toMatch(/^missing-rows: /);
    expect(await told(table(spec, all), some)).toMatch(/^missing-rows: /);
  });
});

describe('rows that are too many', () => {
  const spec = 'id:integer level n:integer';
  const right = each(12, (n) => [n, n % 3 ? 'free' : 'paid', 10 + n]);
  const plus = (...more: Cells[]): RowSource => table(spec, [...right, ...more]);

  it('without a value', async () => {
    const extra = plus([20, 'free', null], [21, 'paid', null]);
    expect(await told(table(spec, right), extra)).toMatch(
      /^filter-missing: .*They are the rows in which `n` is NULL\./,
    );
    expect(await told(table(spec, right), extra, shape({ outerJoins: 1 }))).toMatch(/^outer-join: /);
  });

  it('of another category, or beyond a border', async () => {
    expect(await told(table(spec, right), plus([5, 'trial', 4], [6, 'trial', 18]))).toMatch(
      /^filter-missing: .*In all of them `level` is `trial`, and in no other row\./,
    );
    const query = shape({ conditions: 1, constants: ['9'] });
    expect(await told(table(spec, right), plus([4, 'free', 9]), query)).toMatch(
      /^off-by-one: .*In it `n` is `9`: the border itself is taken in\./,
    );
  });

  it('that share a key with another one', async () => {
    const again = plus([3, 'free', 13], [4, 'paid', 14]);
    expect(await told(table(spec, right), again)).toMatch(/^duplicates: .*They repeat the `id` of other rows\./);
    expect(await told(table(spec, right), again, shape({ innerJoins: 1 }))).toMatch(/^fan-out: /);
    const twice = table(spec, [...right, ...right.map(([id, , n]): Cells => [id ?? '', 'trial', n ?? ''])]);
    expect(await told(table(spec, right), twice, shape({ innerJoins: 1 }))).toMatch(
      /^fan-out: .*Each `id` appears 2 times\./,
    );
  });

  it('that share a key with a few rows only by chance are not called repeated', async () => {
    const few = table('name n:integer', [
      ['a', 1],
      ['b', 2],
    ]);
    const more = table('name n:integer', [
      ['a', 1],
      ['b', 2],
      ['c', 2],
    ]);
    expect(await told(few, more)).toMatch(/^extra-rows: /);
  });

  it('because nothing keeps them out', async () => {
    const extra = plus([30, 'free', 12]);
    expect(await told(table(spec, right), extra, shape())).toMatch(/^filter-missing: /);
    expect(await told(table(spec, right), extra, shape({ innerJoins: 1 }))).toMatch(/^extra-rows: /);
    expect(await told(table(spec, right), extra, shape({ limited: true }))).toMatch(/^extra-rows: /);
  });
});

describe('rows that are repeated', () => {
  const one = (values: readonly string[]): RowSource =>
    table(
      'v',
      values.map((value) => [value]),
    );
  const twice = one(['a', 'a', 'b', 'b', 'b']);

  it('all of them, or some', async () => {
    expect(await told(one(['a', 'b']), twice)).toMatch(
      /^fan-out: Each row appears 2 to 3 times: 5 rows where 2 are expected\./,
    );
    expect(await told(one(['a', 'b']), one(['a', 'b', 'b']))).toMatch(/^duplicates: /);
  });

  it('by a query that joins nothing', async () => {
    expect(await told(one(['a', 'b']), twice, shape())).toMatch(/^distinct-missing: /);
    expect(await told(one(['a', 'a', 'b']), one(['a', 'a', 'b', 'b']), shape())).toMatch(/^duplicates: /);
    expect(await told(one(['a', 'b']), one(['a', 'b', 'b']), shape({ innerJoins: 1 }))).toMatch(/^fan-out: /);
  });

  it('too seldom', async () => {
    expect(await told(twice, one(['a', 'b']))).toMatch(/^repeats-lost: /);
  });
});

describe('rows of another grain', () => {
  const byUser = table('user n:integer', [
    ['ann', 7],
    ['bob', 9],
  ]);
  const byUserAndDay = table('user n:integer', [
    ['ann', 3],
    ['ann', 4],
    ['bob', 2],
    ['bob', 7],
  ]);

  it('add up to the same', async () => {
    expect(await told(byUser, byUserAndDay)).toMatch(
      /^wrong-grain: None of the rows is right; .*`n` adds up right for each `user`, but is split over too many rows\./,
    );
    expect(await told(byUserAndDay, byUser)).toMatch(/^early-aggregation: .*put together that should stay apart\./);
  });

  it('that do not are not called so', async () => {
    const other = table('user n:integer', [
      ['ann', 3],
      ['ann', 5],
      ['bob', 2],
      ['bob', 7],
    ]);
    expect(await told(byUser, other)).toMatch(/^none: /);
  });

  it('with values in place of NULL are false matches', async () => {
    const expected = table('id:integer song', [
      [1, null],
      [2, null],
      [3, 'c'],
    ]);
    const actual = table('id:integer song', [
      [1, 'a'],
      [1, 'b'],
      [2, 'c'],
      [3, 'c'],
    ]);
    expect(await told(expected, actual)).toMatch(
      /^false-matches: .*For 2 of the 3 rows there are values where NULL is expected, and 1 row repeats the `id` of another\./,
    );
  });
});

describe('columns that are wrong together', () => {
  const names = each(6, (n) => [n, `first ${n}`, `last ${n}`, n * 3]);
  const spec = 'id:integer first last n:integer';

  it('hold values of each other', async () => {
    const turned = names.map(([id, first, last, n]): Cells => [id ?? '', last ?? '', first ?? '', n ?? '']);
    expect(await told(table(spec, names), table(spec, turned))).toMatch(
      /^swapped-columns: The 6 rows are there, but `first` and `last` are wrong in all of them\. They hold each other's values\./,
    );
    const copied = names.map(([id, , last, n]): Cells => [id ?? '', last ?? '', last ?? '', n ?? '']);
    expect(await told(table(spec, names), table(spec, copied))).toMatch(
      /^wrong-column: .*`first` holds the values of `last`\./,
    );
  });

  it('are no copies of each other when both are wrong', async () => {
    const both = names.map(([id, , , n]): Cells => [id ?? '', 'x', 'x', n ?? '']);
    expect(await told(table(spec, names), table(spec, both))).toMatch(/^wrong-values: /);
  });

  it('are found as a look-up that failed, or found too much', async () => {
    const found = names.map(([id, first, last, n]): Cells => [
      id ?? '',
      ...(id === 2 ? [null, null] : [first ?? '', last ?? '']),
      n ?? '',
    ]);
    expect(await told(table(spec, names), table(spec, found))).toMatch(
      /^missing-matches: The 6 rows are there, but `first` and `last` are wrong in 1 of them\. They are NULL where values are expected\./,
    );
    expect(await told(table(spec, found), table(spec, names))).toMatch(/^null-handling: |^false-matches: /);
    expect(await told(table(spec, names), table(spec, found), shape())).toMatch(/^null-handling: /);
  });
});
