import { describe, expect, it } from 'vitest';
import { describeTable } from '../../../src/core/check/feedback/describe-table.js';
import type { RowSource } from '../../../src/core/check/table.js';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';
import { compare, table } from './support.js';

const say = async (expected: RowSource, actual: RowSource, options: CompareOptions = {}): Promise<string> => {
  const { message, help } = describeTable(await compare(expected, actual, options));
  return help === undefined ? message : `${message} >> ${help}`;
};

type Line = [number, string, string, string | null, string];
const spec = 'id:integer name level duration:decimal start:timestamp';
const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, i) => [
    i,
    `Song ${i}`,
    i % 3 ? 'free' : 'paid',
    `${100 + i * 3}.${i % 10}5`,
    `2018-11-01 10:${String(10 + (i % 50))}:00`,
  ]);
const songs = (data: readonly Line[]) => table(spec, data);
const changed = (count: number, change: (line: Line, index: number) => Line) => songs(lines(count).map(change));
const plays = songs(lines(12));

describe('a right table', () => {
  it('is said to be right, with its rows counted', async () => {
    expect(await say(songs(lines(1200)), songs(lines(1200)))).toBe('Your result is right: 1,200 rows.');
    expect(await say(songs([]), songs([]))).toBe('Your result has no rows, as it should.');
    const diff = await compare(songs(lines(1)), songs(lines(1)));
    expect(describeTable(diff, { subject: 'Table `songplays`' }).message).toBe('Table `songplays` is right: 1 row.');
  });
});

describe('which rows are there', () => {
  it('empty result', async () => {
    expect(await say(songs(lines(1200)), songs([]))).toBe(
      'Your result has no rows; 1,200 rows are expected. >> ' +
        'Leave out one condition or join after another to see which of them loses the rows.',
    );
    expect(await say(songs([]), songs(lines(2)))).toBe('Your result has 2 rows; no rows are expected.');
  });

  it('fan-out', async () => {
    const tripled = songs(lines(12).flatMap((line) => [line, line, line]));
    expect(await say(plays, tripled)).toMatch(
      /^Each row appears 3 times: 36 rows where 12 are expected\. >> Find out what repeats the rows/,
    );
  });

  it('repeats of some rows', async () => {
    expect(await say(plays, songs([...lines(12), ...lines(1)]))).toMatch(
      /^All 12 expected rows are there, but 1 row repeats one of them\./,
    );
  });

  it('too few copies', async () => {
    expect(await say(table('v', [['a'], ['a'], ['b']]), table('v', [['a'], ['b']]))).toMatch(
      /too seldom: 1 row of 3 is missing\. >> `DISTINCT`/,
    );
  });

  it('subset', async () => {
    expect(await say(plays, songs(lines(12).slice(2)))).toMatch(
      /^2 of the 12 expected rows are missing; the rows that are there are right\. For example, `\(0, Song 0, paid, 100\.05, 2018/,
    );
  });

  it('subset that an inner join leaves', async () => {
    const withNulls = lines(12).map((line): Line => (line[0] % 4 ? line : [line[0], line[1], line[2], null, line[4]]));
    expect(await say(songs(withNulls), songs(withNulls.filter((line) => line[3] !== null)))).toMatch(
      /They are the rows in which `duration` is NULL\..* >> Rows without a value are dropped by an inner join,/,
    );
  });

  it('superset', async () => {
    expect(await say(plays, songs([...lines(12), [99, 'x', 'free', '1', '2018-11-02 00:00:00']]))).toMatch(
      /^All 12 expected rows are there, and 1 row more that is not asked for\. One of them is `\(99, x, free, 1/,
    );
  });

  it('another grain', async () => {
    const byLevel = table('level n:integer', [
      ['free', 20],
      ['paid', 10],
    ]);
    const byUser = table(
      'level n:integer',
      Array.from({ length: 20 }, (_, i) => [`user ${i}`, i + 100]),
    );
    expect(await say(byLevel, byUser)).toMatch(
      /^None of the rows is right; your result has 20 rows where 2 are expected\..* >> Ask what one row stands for/,
    );
  });

  it('order only', async () => {
    const turned = songs(lines(12).toReversed());
    expect(await say(plays, turned, { order: { by: ['id'] } })).toMatch(
      /^The rows are right, but not in the order asked for\. The first row out of place is `\(11, .*`, where `\(0, .*` is expected\. >> .*ORDER BY/,
    );
  });

  it('a mixture', async () => {
    const mixed = songs([
      ...lines(10),
      [98, 'x', 'u', '1', '2018-11-02 00:00:00'],
      [99, 'y', 'v', '2', '2018-11-03 00:00:00'],
    ]);
    expect(await say(plays, mixed)).toBe(
      '10 of the 12 expected rows are there; the number of rows is right (12). ' +
        'For example, `(98, x, u, 1, 2018-11-02 00:00:00)` is not expected, and `(10, Song 10, free, 130.05, 2018-11-01 10:20:00)` is missing.',
    );
  });

  it('a mixture with a column that is often wrong', async () => {
    const mixed = songs([
      ...lines(10).map((line): Line => [line[0], line[1], 'none', line[3], line[4]]),
      [99, 'y', 'v', '2', '2018-11-03 00:00:00'],
    ]);
    expect(await say(plays, mixed)).toMatch(
      /^None of the rows is right; your result has 11 rows where 12 are expected\. Where rows nearly match, `level` is wrong most often\. For example, `none` stands where `paid` is expected\.$/,
    );
  });
});

describe('one wrong column', () => {
  const durations = (change: (value: number) => string) =>
    changed(12, ([id, name, level, value, start]) => [id, name, level, change(Number(value)), start]);
  const starts = (change: (value: string) => string) =>
    changed(12, ([id, name, level, value, at]) => [id, name, level, value, change(at)]);
  const levels = (change: (value: string) => string) =>
    changed(12, ([id, name, value, length, at]) => [id, name, change(value), length, at]);
  const all = 'The 12 rows are there, but';

  it.each([
    [
      'a factor with a unit',
      durations((v) => String(Math.round(v * 1000))),
      `${all} \`duration\` is wrong in all of them. Every value is 1,000 times too large: the step between seconds and milliseconds, or whole units and thousandths. For example, \`100050\` stands where \`100.05\` is expected.`,
    ],
    ['a factor', durations((v) => (v * 7).toFixed(2)), 'Every value is 7 times too large.'],
    [
      'the inverse of a factor',
      durations((v) => (v / 100).toFixed(4)),
      'Every value is 100 times too small: the step between whole units and hundredths, as euros and cents, or fractions and per cent.',
    ],
    [
      'a factor that is no whole number',
      durations((v) => (v * 1.5).toFixed(3)),
      'Every value is wrong by the same factor.',
    ],
    ['the sign', durations((v) => String(-v)), 'The sign is turned.'],
    ['off by one', durations((v) => (v + 1).toFixed(2)), 'Every value is 1 too high: off by one.'],
    ['an offset', durations((v) => (v - 2.5).toFixed(2)), 'Every value is 2.5 too low.'],
    ['rounding', durations((v) => String(Math.round(v * 10 + 1e-6) / 10)), 'The values are rounded to 1 decimal.'],
    ['rounding to whole numbers', durations((v) => String(Math.round(v))), 'The values are rounded to whole numbers.'],
    ['cut decimals', durations((v) => String(Math.trunc(v))), 'The decimals are cut off.'],
    ['more decimals', durations((v) => (v + 0.0012).toFixed(4)), 'The values have more decimals than asked for.'],
    [
      'noise of floating point',
      durations((v) => (v + 1e-11).toFixed(13)),
      'The values differ only in their last digits, as floating point numbers do.',
    ],
    [
      'time zone',
      starts((v) => v.replace(' 10:', ' 12:')),
      'Every time is 2 hours later than expected, as after a change of time zone.',
    ],
    ['half a time zone', starts((v) => v.replace(/:00$/, ':30')), 'Every time is 30 seconds later than expected.'],
    ['lost time of day', starts((v) => v.slice(0, 10)), 'The days are right, but the time of day is lost.'],
    ['a day', starts((v) => v.replace('-01 ', '-02 ')), 'Every time is 1 day later than expected.'],
    ['case', levels((v) => v.toUpperCase()), 'The texts differ only in upper and lower case.'],
    ['blanks', levels((v) => ` ${v} `), 'The texts differ only in blanks around them.'],
    [
      'case and blanks',
      levels((v) => `${v.toUpperCase()} `),
      'The texts differ only in case and in blanks around them.',
    ],
  ])('%s', async (_, actual, message) => {
    expect(await say(plays, actual)).toContain(message);
  });

  it('without a pattern', async () => {
    const odd = levels((v) => `${v}${v}`);
    expect(await say(plays, odd)).toBe(
      `${all} \`level\` is wrong in all of them. For example, \`paidpaid\` stands where \`paid\` is expected.`,
    );
  });

  it('of another family', async () => {
    const text = table('id:integer name level duration start:timestamp', lines(12));
    expect(await say(plays, text)).toContain('It holds text where numbers are expected.');
  });

  it('with NULL on one side', async () => {
    const lost = changed(12, (line, i) => (i % 2 ? line : [line[0], line[1], line[2], null, line[4]]));
    expect(await say(plays, lost)).toBe(
      'The 12 rows are there, but `duration` is wrong in 6 of them. It is NULL where a value is expected. ' +
        'For example, NULL stands where `100.05` is expected. >> A join that finds no partner, or a value that is never set, leaves NULL.',
    );
    expect(await say(lost, plays)).toContain('It has a value where NULL is expected.');
  });

  it('speaks only for the rows it has looked at', async () => {
    const many = changed(50, ([id, name, level, value, start]) => [id, name, level, String(Number(value) * 2), start]);
    expect(await say(songs(lines(50)), many)).toContain('In the 20 rows looked at, every value is 2 times too large.');
  });

  it('is named with another that is wrong in all rows, those too that are not shown', async () => {
    const two = changed(50, (line) => [line[0], line[1], 'x', '0', line[4]]);
    expect(await say(songs(lines(50)), two)).toMatch(
      /^The 50 rows are there, but `level` and `duration` are wrong in all of them\. For example,/,
    );
  });

  it('is named with another that is wrong too', async () => {
    const two = changed(12, (line, i) => (i < 3 ? [line[0], line[1], 'x', '0', line[4]] : line));
    expect(await say(plays, two)).toMatch(
      /^The 12 rows are there, but `level` and `duration` are wrong in 3 of them\./,
    );
  });
});

describe('a single row', () => {
  const numbers = (names: string, row: (number | string | null)[]) => table(names, [row]);

  it('is described value by value', async () => {
    expect(await say(numbers('n:integer', [71]), numbers('n:integer', [70]))).toMatch(
      /^`n` is `70`; `71` is expected\. The value is 1 too low: off by one\. >> Look at the borders/,
    );
    expect(await say(numbers('n:integer', [71]), numbers('n:integer', [75]))).toBe('`n` is `75`; `71` is expected.');
    expect(await say(numbers('a:integer b', [1, 'x']), numbers('a:integer b', [2, null]))).toBe(
      '`a` is `2`; `1` is expected. `b` is NULL; `x` is expected.',
    );
    expect(await say(numbers('a b', ['', 'x']), numbers('a b', ['``', 'x']))).toContain(
      '`a` is `ˋˋ`; an empty text is expected.',
    );
  });

  it('does not take other large numbers for noise', async () => {
    const epoch = (value: string) => numbers('ts:integer', [value]);
    expect(await say(epoch('1541121934796'), epoch('1541121934797'))).toContain('1 too high: off by one');
  });

  it('does not show the same words twice', async () => {
    expect(await say(numbers('n:integer', [1]), numbers('n:text', ['1']))).toContain(
      '`n` is `1`, which is not right. It holds text where numbers are expected.',
    );
  });
});

describe('wrong columns', () => {
  const one = (names: string, ...row: (string | number)[]) => table(names, [row]);

  it.each([
    [
      one('a b', 1, 2),
      one('a', 1),
      'The column `b` is missing. The rows are right in the columns that can be compared.',
    ],
    [one('a', 1), one('a b c', 1, 2, 3), 'The columns `b` and `c` are not asked for.'],
    [
      one('level n:integer', 'x', 2),
      one('level count:integer', 'x', 2),
      'The column `count` should be called `n`. The rows are right.',
    ],
    [
      one('a b', 1, 2),
      one('b a', 2, 1),
      'The columns stand in another order than asked for, which is `a` and `b`. The rows are right.',
    ],
    [
      one('a b', 1, 2),
      one('a c:integer', 3, 2),
      'The column `b` is missing. The column `c` is not asked for. No row is right in the columns that can be compared.',
    ],
    [one('a', 1), one('b:integer c', 1, 1), 'The column `a` is missing. The columns `b` and `c` are not asked for.'],
  ])('%#', async (expected, actual, message) => {
    expect(await say(expected, actual)).toContain(message);
  });

  it('beside rows in the wrong order, or none', async () => {
    const two = (names: string, ...values: number[]) =>
      table(
        names,
        values.map((value) => [value]),
      );
    expect(await say(two('a:integer', 1, 2), two('b:integer', 2, 1), { order: 'exact' })).toContain(
      'should be called `a`. The rows are right, but not in the order asked for.',
    );
    expect(await say(two('a:integer', 1, 2), two('b:integer'))).toContain('There are no rows; 2 rows are expected.');
    expect(describeTable(await compare(two('a:integer'), two('b:integer'))).message).toBe(
      'The column `b` should be called `a`.',
    );
  });

  it('of another type, where types must match', async () => {
    const declared = table([{ name: 'v', type: 'integer', declared: 'smallint' }], [[1]]);
    expect(await say(one('v:bytes', '\\x01'), one('v:bytes', '\\x01'), { types: 'strict' })).toContain('is right');
    expect(
      await say(table([{ name: 'v', type: 'integer', declared: 'bigint' }], [[1]]), declared, { types: 'strict' }),
    ).toContain('The type of `v` is `smallint`; `bigint` is expected. The rows are right.');
  });
});
