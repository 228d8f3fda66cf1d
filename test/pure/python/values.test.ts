import { describe, expect, it } from 'vitest';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';
import { compareValue } from '../../../src/core/runtime/python/compare-value.js';
import type { JsonValue } from '../../../src/core/runtime/python/show-value.js';
import { describeMissing, describeNoTable, describeValue } from '../../../src/core/runtime/python/describe-value.js';
import { kindOf, readPythonValue } from '../../../src/core/runtime/python/value.js';
import { tableOf } from '../../../src/core/runtime/python/value-table.js';

/** As a report has it. */
const value = (json: unknown) => readPythonValue(json);
const differs = (expected: JsonValue, json: unknown, options?: CompareOptions) =>
  compareValue(expected, value(json), options);

describe('a value', () => {
  it.each<[JsonValue, unknown]>([
    [null, null],
    [true, true],
    [3, 3],
    [3, { $float: '3.0' }],
    [0.3, 0.30000000000000004],
    [1.5, { $decimal: '1.50' }],
    ['12345678901234567890', { $int: '12345678901234567890' }],
    ['1.50', { $decimal: '1.5' }],
    ['a', 'a'],
    ['2018-11-01 21:01:46.796', { $datetime: '2018-11-01T21:01:46.796000' }],
    ['2018-11-01T21:01:46Z', { $datetime: '2018-11-01T22:01:46+01:00' }],
    ['2018-11-01', { $date: '2018-11-01' }],
    ['10:00:00', { $time: '10:00:00' }],
    ['6162', { $bytes: '6162' }],
    [[1, [2]], [1, [2]]],
    [[3, 1], { $set: [1, 3] }],
    [{ a: 1, '2': null }, { $dict: [['a', 1], [2, null]] }],
    [[[1, 'x']], { $table: { columns: ['a', 'b'], rows: [[1, 'x']] } }],
    [[{ a: 1, b: 'x' }], { $table: { columns: ['a', 'b'], rows: [[1, 'x']] } }],
    [[], []],
  ])('%j is equal to %j', (expected, json) => {
    expect(differs(expected, json)).toBeUndefined();
  }); // prettier-ignore

  it.each<[JsonValue, unknown, string, string]>([
    [1, 2, '', 'is `2`'],
    [1, true, '', 'is `True`'],
    [true, 1, '', 'is `1`'],
    [0.3, 0.3001, '', 'is `0.3001`'],
    [1, '1', '', 'is `"1"`'],
    ['1', 1.5, '', 'is `1.5`'],
    [0, null, '', 'is `None`'],
    [null, 0, '', 'is `0`'],
    ['a', 'A', '', 'is `"A"`'],
    [[1, 2], [1], '', 'has 1 element'],
    [[1, [2, 3]], [1, [2, 4]], '[1][1]', 'is `4`'],
    [[1, 2], [2, 1], '[0]', 'is `2`'],
    [[1, 2], { $set: [1, 3] }, '', 'lacks an element'],
    [[1], 1, '', 'is `1`'],
    [{ a: 1 }, { $dict: [] }, '["a"]', 'is not there'],
    [{}, { $dict: [['a', 1]] }, '["a"]', 'is there'],
    [{ a: [1] }, { $dict: [['a', [2]]] }, '["a"][0]', 'is `2`'],
    [1, { $other: ['psycopg2.cursor', '<cursor>'] }, '', 'is an object of type `psycopg2.cursor`, `<cursor>`'],
  ])('%j is not equal to %j', (expected, json, path, is) => {
    expect(differs(expected, json)).toMatchObject({ path, is });
  });

  it('is compared as the options say', () => {
    expect(differs(1, 1.4, { tolerance: { float: 0.5 } })).toBeUndefined();
    expect(differs(1, 1.6, { tolerance: { float: 0.5 } })).toBeDefined();
    expect(differs('2018-01-01', { $datetime: '2018-01-01T00:00:01' }, { tolerance: { timestamp: 1 } })).toBeUndefined();
    expect(differs('Å', 'å', { case: 'insensitive' })).toBeUndefined();
    expect(differs([1, 2], [2, 1], { order: 'any' })).toBeUndefined();
    expect(differs([1, 1], [1, 2], { order: 'any' })).toBeDefined();
    expect(differs(3, { $float: '3.0' }, { types: 'strict' })).toBeDefined();
  }); // prettier-ignore

  it('is told by what it is when nobody knows its form', () => {
    expect(kindOf(value({ $new: 1 }))).toBe('an object of type `unknown`');
    expect(kindOf(value({ $dict: 5 }))).toBe('a dict');
  });
});

describe('a value in words', () => {
  const say = (expected: JsonValue, json: unknown, disclose?: 'none' | 'counts' | 'columns' | 'rows') =>
    describeValue({ call: 'f(1)', expected, actual: value(json), shown: 'shown' }, {}, disclose);

  it('says where it differs, what is there, and what is expected', () => {
    expect(say(42, 21).message).toBe('What `f(1)` returns is `21`, and `42` is expected.');
    expect(say([1, 2], [1, 3]).message).toBe('What `f(1)` returns is not right at `[1]`: it is `3`, and `2` is expected.');
    expect(say([1, 2], [1]).message).toBe('What `f(1)` returns has 1 element, and 2 elements are expected.');
    expect(say(42, 42)).toEqual({ status: 'passed', message: '`f(1)` returns what it should.' });
    expect(say(42, 21).evidence).toEqual({ kind: 'text', expected: '42', actual: 'shown' });
  }); // prettier-ignore

  it('says no more than it may', () => {
    expect(say([1, 2], [1, 3], 'none').message).toBe('What `f(1)` returns is not right yet.');
    expect(say([1, 2], [1, 3], 'columns').message).toBe('What `f(1)` returns is not right at `[1]`.');
    expect(say([1, 2], [1, 3], 'rows').message).toBe('What `f(1)` returns is not right at `[1]`: it is `3`.');
    expect(say(42, 21, 'rows').message).toBe('What `f(1)` returns is `21`.');
    expect(say(42, 21, 'columns').message).toBe('What `f(1)` returns is not right yet.');
  });

  it('names what is missing, and the one that was meant', () => {
    expect(describeMissing(['main'], [], 'etl.py')).toEqual({
      message: '`etl.py` has no function `main`.',
      help: 'It defines no function at all.',
    });
    expect(describeMissing(['process_dat'], ['process_data', 'main'], 'etl.py').message).toContain('`process_data`');
  });

  it('asks for rows where there are none', () => {
    expect(describeNoTable('f()', value(null)).help).toContain('return');
    expect(describeNoTable('f()', value(5)).message).toBe('`f()` returns a number, and rows are expected.');
  });
});

describe('a value as a table', () => {
  const table = (json: unknown, expected: readonly string[] = ['a', 'b']) => {
    const found = tableOf(value(json), expected);
    return found && { columns: found.columns.map(({ name, type }) => `${name} ${type}`), rows: found.rows };
  };

  it('is read from tuples, dicts, tables of pandas and single values', () => {
    expect(table([[1, 'x'], [2, null]])).toEqual({ columns: ['a integer', 'b text'], rows: [['1', 'x'], ['2', null]] });
    expect(table([{ $dict: [['b', 1]] }, { $dict: [['c', true]] }])).toEqual({ columns: ['b integer', 'c boolean'], rows: [['1', null], [null, 't']] });
    expect(table({ $table: { columns: ['x'], rows: [[1.5]] } })).toEqual({ columns: ['x float'], rows: [['1.5']] });
    expect(table({ $dict: [['a', 1]] })).toEqual({ columns: ['a integer'], rows: [['1']] });
    expect(table(['x', 'y'])).toEqual({ columns: ['a text'], rows: [['x'], ['y']] });
    expect(table([])).toEqual({ columns: ['a other', 'b other'], rows: [] });
    expect(table([[1, 2, 3]])?.columns).toEqual(['a integer', 'b integer', 'column 3 integer']);
    expect(table(5)).toBeUndefined();
    expect(table(null)).toBeUndefined();
  }); // prettier-ignore

  it('gives each column the type that holds all its values', () => {
    const typed = (...cells: unknown[]) => table(cells.map((cell) => [cell]), ['c'])?.columns[0];
    expect(typed(1, 1.5)).toBe('c float');
    expect(typed(1, { $decimal: '1.5' })).toBe('c decimal');
    expect(typed({ $date: '2018-01-01' }, { $datetime: '2018-01-01T00:00:00' })).toBe('c timestamp');
    expect(typed({ $datetime: '2018-01-01T00:00:00+00:00' })).toBe('c timestamptz');
    expect(typed('x', 1)).toBe('c other');
    expect(typed([1], { $dict: [['a', { $decimal: '1.0' }]] })).toBe('c json');
    expect(typed(null, null)).toBe('c other');
  }); // prettier-ignore
});
