import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { diagnosisClasses } from '../../../src/core/check/feedback/classes.js';
import { describeTable } from '../../../src/core/check/feedback/describe-table.js';
import { disclosureLevels } from '../../../src/core/check/feedback/disclosure-level.js';
import type { Cell, RowSource } from '../../../src/core/check/table.js';
import { compare, table } from './support.js';
import { shape, told } from './told.js';

type Cells = readonly (Cell | number)[];
const each = (count: number, row: (n: number) => Cells): Cells[] => Array.from({ length: count }, (_, n) => row(n));

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
