import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { diagnosisClasses } from '../../../src/core/check/feedback/classes.js';
import { describeTable } from '../../../src/core/check/feedback/describe-table.js';
import { disclosureLevels } from '../../../src/core/check/feedback/disclosure-level.js';
import type { QueryShape } from '../../../src/core/check/feedback/query-shape.js';
import type { Cell, RowSource } from '../../../src/core/check/table.js';
import type { CompareOptions } from '../../../src/core/manifest/check-schema.js';
import { compare, table } from './support.js';

const shape = (parts: Partial<QueryShape> = {}): QueryShape => ({
  innerJoins: 0,
  outerJoins: 0,
  conditions: 0,
  merges: false,
  limited: false,
  combines: false,
  constants: [],
  ...parts,
});

/** The class, then what is said in full. */
const told = async (
  expected: RowSource,
  actual: RowSource,
  query?: QueryShape,
  options: CompareOptions = {},
): Promise<string> => {
  const diff = await compare(expected, actual, options);
  const { diagnosis = 'none', message, help = '' } = describeTable(diff, query ? { query } : {});
  return `${diagnosis}: ${message} ${help}`;
};

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

describe('values of one column', () => {
  const column = (type: string, values: readonly Cell[]): RowSource =>
    table(
      `id:integer v:${type}`,
      values.map((value, n) => [n, value]),
    );
  const numbers = ['10', '25', '37', '48', '120'];
  const change = (values: readonly string[], by: (value: number) => number): string[] =>
    values.map((v) => String(by(Number(v))));

  it.each<[what: string, expected: readonly Cell[], actual: readonly Cell[], type: string, says: string]>([
    [
      'one filler',
      [null, null, '3', '4'],
      ['0', '0', '3', '4'],
      'integer',
      'null-handling: .* It has a value where NULL',
    ],
    ['a written None', [null, 'x', 'y', 'z'], ['None', 'x', 'y', 'z'], 'text', 'null-handling: .* turned into text'],
    [
      'many multiples',
      numbers,
      ['20', '75', '37', '240', '360'],
      'integer',
      'fan-out: .* 2 to 5 times too large, as when',
    ],
    [
      'some doubled',
      numbers,
      ['20', '50', '37', '48', '240'],
      'integer',
      'fan-out: .* 2 times too large where it is wrong',
    ],
    ['all doubled', numbers, change(numbers, (v) => v * 2), 'integer', 'scale: .* 2 times too large\\.'],
    ['cents', numbers, change(numbers, (v) => v * 100), 'integer', 'scale: .* 100 times too large: .*euros and cents'],
    [
      'cut to hours',
      ['600', '1325', '2437', '4848'],
      ['10', '22', '40', '80'],
      'integer',
      'scale: .* 60 times too small',
    ],
    ['one pair only', ['7', '7', '8'], ['21', '21', '8'], 'integer', 'wrong-values: '],
    ['the sign', numbers, change(numbers, (v) => -v), 'integer', 'sign: '],
    ['one less', numbers, change(numbers, (v) => v - 1), 'integer', 'off-by-one: '],
    ['five less', numbers, change(numbers, (v) => v - 5), 'integer', 'wrong-values: .* 5 too low\\.'],
    [
      'all too high',
      numbers,
      ['11', '29', '38', '60', '125'],
      'integer',
      'wrong-values: .*All wrong values are too high\\.',
    ],
    ['days of the week', ['0', '1', '3', '6'], ['1', '2', '4', '0'], 'integer', 'off-by-one: .*cycle of 7'],
    ['places of a race', ['1', '2', '3', '4'], ['4', '3', '2', '1'], 'integer', 'wrong-values: '],
    ['hours of a day', ['0', '5', '14', '22'], ['3', '8', '17', '1'], 'integer', 'time-zone: .*cycle of 24'],
    ['rounded up', ['1.2', '3.7', '5.1'], ['2', '4', '6'], 'decimal', 'rounding: .*rounded up to whole numbers'],
    [
      'cut texts',
      ['Kettle', 'Rabbit', 'Fox'],
      ['Kett', 'Rabb', 'Fox'],
      'text',
      'rounding: .*cut off after 4 characters',
    ],
    ['blanks', ['a b', 'c d'], ['ab', 'cd'], 'text', 'text-form: '],
  ])('%s', async (_what, expected, actual, type, says) => {
    expect(await told(column(type, expected), column(type, actual))).toMatch(new RegExp(`^${says}`));
  });

  const times = ['2018-11-01 10:07:30', '2018-11-02 23:41:12', '2018-11-05 04:20:05', '2018-11-09 17:55:59'];
  const later = (seconds: readonly number[]): string[] =>
    times.map((time, n) =>
      new Date(Date.parse(`${time}Z`) + (seconds[n] ?? 0) * 1000).toISOString().slice(0, 19).replace('T', ' '),
    );

  it.each<[what: string, actual: readonly string[], says: string]>([
    ['in one zone', later([7200, 7200, 7200, 7200]), 'time-zone: .* 2 hours later'],
    ['in summer time', later([3600, 3600, 7200, 7200]), 'time-zone: .* shifted by 1 hour to 2 hours'],
    ['by other steps', later([3600, 61, 7200, 7200]), 'wrong-values: '],
    ['by a day', later([86400, 86400, 86400, 86400]), 'off-by-one: .* 1 day later'],
    ['cut to hours', times.map((time) => `${time.slice(0, 13)}:00:00`), 'rounding: .*cut off to the hour'],
    [
      'of 1970',
      times.map((time) => new Date(Date.parse(`${time}Z`) / 1000).toISOString().slice(0, 19)),
      'epoch-unit: .*1970',
    ],
  ])('times %s', async (_what, actual, says) => {
    expect(await told(column('timestamp', times), column('timestamp', actual))).toMatch(new RegExp(`^${says}`));
  });

  it('times as numbers, and texts as numbers', async () => {
    const epochs = times.map((time) => String(Date.parse(`${time}Z`)));
    expect(await told(column('timestamp', times), column('integer', epochs))).toMatch(
      /^epoch-unit: .*milliseconds since 1970 where dates or times are expected\./,
    );
    expect(await told(column('timestamp', times), column('integer', numbers.slice(0, 4)))).toMatch(/^type: /);
    expect(await told(column('integer', numbers), column('text', numbers))).toMatch(/^type: /);
  });

  it('ask the query about rows without a partner', async () => {
    const [expected, actual] = [column('integer', ['3', '0', '0', '5']), column('integer', ['3', '1', '1', '5'])];
    expect(await told(expected, actual, shape({ outerJoins: 1, merges: true }))).toMatch(
      /^null-handling: .*partner is counted/,
    );
    expect(await told(expected, actual)).toMatch(/^off-by-one: /);
    const [song, none] = [column('text', ['a', 'b', 'c']), column('text', [null, null, 'c'])];
    expect(await told(song, none, shape({ outerJoins: 1 }))).toMatch(/^missing-matches: /);
    expect(await told(song, none)).toMatch(/^null-handling: /);
    expect(await told(none, song, shape({ outerJoins: 1 }))).toMatch(/^false-matches: /);
    expect(await told(none, song)).toMatch(/^null-handling: /);
  });

  it('are compared by rank where nothing else tells rows apart', async () => {
    const list = (values: readonly string[]): RowSource =>
      table(
        't:timestamp',
        values.map((value) => [value]),
      );
    expect(await told(list(times), list(later([3600, 3600, 3600, 3600]).toReversed()))).toMatch(
      /^time-zone: None of the 4 values of `t` is right\. Every time is 1 hour later/,
    );
    expect(await told(list(times), list(later([1, 2000, 30000, 4])))).toMatch(/^none: /);
  });
});

describe('the class', () => {
  const one = (value: string): RowSource => table('n:integer', [[value]]);
  const rows = table(
    'id:integer level',
    each(8, (n) => [n, 'free']),
  );
  const upper = table(
    'id:integer level',
    each(8, (n) => [n, 'FREE']),
  );

  it('is told from `counts` on', async () => {
    const diff = await compare(rows, upper);
    const given = disclosureLevels.map((disclose) => describeTable(diff, { disclose }).diagnosis);
    expect(given).toEqual([undefined, 'text-form', 'text-form', 'text-form', 'text-form']);
  });

  it('does not give one value away', async () => {
    const diff = await compare(one('71'), one('70'));
    const given = disclosureLevels.map((disclose) => describeTable(diff, { disclose }).diagnosis);
    expect(given).toEqual([undefined, 'wrong-values', 'wrong-values', 'wrong-values', 'off-by-one']);
  });

  it('is none where the table is right', async () => {
    expect(describeTable(await compare(rows, rows))).not.toHaveProperty('diagnosis');
  });

  it('is explained to authors, each of them', async () => {
    const text = await readFile(new URL('../../../labs/README.md', import.meta.url), 'utf8');
    for (const name of diagnosisClasses) expect(text).toContain(`| \`${name}\` |`);
  });
});
