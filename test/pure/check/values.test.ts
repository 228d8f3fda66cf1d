import { describe, expect, it } from 'vitest';
import type { Cell, ColumnType } from '../../../src/core/check/table.js';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';
import { sameValue } from './support.js';

type Value = readonly [ColumnType, Cell];
type Case = [expected: Value, actual: Value, equal: boolean, options?: CompareOptions];

const check = (cases: Case[]): void => {
  it.each<Case>(cases)('%j and %j: %s', async (expected, actual, equal, options) => {
    expect(await sameValue(expected, actual, options)).toBe(equal);
    expect(await sameValue(actual, expected, options)).toBe(equal);
  });
};

describe('numbers are compared by exact value', () => {
  check([
    [['integer', '9007199254740993'], ['integer', '9007199254740992'], false],
    [['integer', '9007199254740993'], ['decimal', '9007199254740993.000'], true],
    [['decimal', '1.50'], ['decimal', '1.5'], true],
    [['integer', '3'], ['decimal', '3.0'], true],
    [['integer', '3'], ['float', '3'], true],
    [['decimal', '0.3'], ['float', '0.30000000000000004'], false],
    [['float', '-0'], ['float', '0'], true],
    [['decimal', '-0.00'], ['integer', '0'], true],
    [['float', '1e+20'], ['integer', '100000000000000000000'], true],
    [['float', '1.5e-07'], ['decimal', '0.00000015'], true],
    [['float', '-1.5e-07'], ['decimal', '0.00000015'], false],
    [['decimal', '10'], ['decimal', '1'], false],
    [['decimal', '100'], ['decimal', '1e2'], true],
    [['decimal', '.5'], ['decimal', '0.5'], true],
    [['decimal', '5.'], ['decimal', '5'], true],
    [['decimal', '007'], ['decimal', '7'], true],
    [['decimal', '0.1'], ['decimal', '0.01'], false],
    [['decimal', '1e999999999'], ['decimal', '10e999999998'], true],
    [['decimal', '1e999999999'], ['decimal', '1e999999998'], false],
    [['decimal', `1${'0'.repeat(500)}`], ['decimal', '1e500'], true],
    [['decimal', `0.${'0'.repeat(499)}1`], ['decimal', '1e-500'], true],
    [['decimal', `-${'9'.repeat(400)}`], ['decimal', `-${'9'.repeat(400)}.0`], true],
    [['decimal', '.'], ['decimal', '0'], false],
    [['decimal', ''], ['decimal', '0'], false],
  ]);
});

describe('NaN, infinity and NULL', () => {
  check([
    [['float', 'NaN'], ['float', 'NaN'], true],
    [['float', 'NaN'], ['decimal', 'nan'], true],
    [['float', 'NaN'], ['float', '0'], false],
    [['float', 'NaN'], ['float', null], false],
    [['float', 'NaN'], ['float', null], true, { nan: 'null' }],
    [['float', 'NaN'], ['float', 'NaN'], true, { nan: 'null' }],
    [['text', 'NaN'], ['text', null], false, { nan: 'null' }],
    [['float', 'Infinity'], ['float', 'inf'], true],
    [['float', 'Infinity'], ['float', '-Infinity'], false],
    [['float', 'Infinity'], ['float', '1e308'], false],
    [['text', null], ['text', null], true],
    [['text', null], ['integer', null], true],
    [['text', null], ['text', ''], false],
    [['text', null], ['text', 'NULL'], false],
    [['text', null], ['text', '~'], false],
    [['integer', null], ['integer', '0'], false],
    [['boolean', null], ['boolean', 'f'], false],
  ]);
});

describe('moments are compared as instants, to the microsecond', () => {
  check([
    [['timestamptz', '2018-11-01 10:00:00+02'], ['timestamptz', '2018-11-01 08:00:00+00'], true],
    [['timestamptz', '2018-11-01 10:00:00+05:30'], ['timestamptz', '2018-11-01 04:30:00+00'], true],
    [['timestamptz', '2018-11-01 00:30:00+01'], ['timestamptz', '2018-10-31 23:30:00+00'], true],
    [['timestamptz', '2018-03-01 00:00:00+01'], ['timestamptz', '2018-02-28 23:00:00+00'], true],
    [['timestamptz', '2016-03-01 00:00:00+01'], ['timestamptz', '2016-02-29 23:00:00Z'], true],
    [['timestamptz', '1883-11-18 12:03:58-04:56:02'], ['timestamptz', '1883-11-18 17:00:00+00'], true],
    [['timestamptz', '2018-11-01 10:00:00+02'], ['timestamptz', '2018-11-01 10:00:00+00'], false],
    [['timestamptz', '2018-11-01 08:00:00.120000+00'], ['timestamptz', '2018-11-01 10:00:00.12+02'], true],
    [['timestamp', '2018-11-01 10:00:00.000001'], ['timestamp', '2018-11-01 10:00:00'], false],
    [['timestamp', '2018-11-01 10:00:00.100000'], ['timestamp', '2018-11-01 10:00:00.1'], true],
    [['timestamp', '2018-11-01T10:00:00'], ['timestamp', '2018-11-01 10:00:00'], true],
    [['timestamp', '2018-11-01 08:00:00'], ['timestamptz', '2018-11-01 10:00:00+02'], true],
    [['timestamp', '2018-11-01 10:00:00'], ['timestamptz', '2018-11-01 10:00:00+02'], false],
    [['date', '2018-11-01'], ['timestamp', '2018-11-01 00:00:00'], true],
    [['date', '2018-11-01'], ['timestamp', '2018-11-01 00:00:01'], false],
    [['date', '0044-03-15 BC'], ['date', '0044-03-15'], false],
    [['timestamptz', '0001-01-01 00:30:00+01 BC'], ['timestamptz', '0002-12-31 23:30:00+00 BC'], true],
    [['date', '10000-01-01'], ['timestamp', '10000-01-01 00:00:00'], true],
    [['timestamp', 'infinity'], ['timestamptz', 'infinity'], true],
    [['timestamp', 'infinity'], ['timestamp', '-infinity'], false],
  ]);
});

describe('text is exact', () => {
  check([
    [['text', 'Ann'], ['text', 'ann'], false],
    [['text', 'Ann'], ['text', 'ann'], true, { case: 'insensitive' }],
    [['text', 'ann '], ['text', 'ann'], false, { case: 'insensitive' }],
    [['text', '\u00e9'], ['text', 'e\u0301'], false],
    [['text', '1.0'], ['text', '1'], false],
    [['array', '{1,2}'], ['array', '{1, 2}'], false],
    [['interval', '1 day'], ['interval', '24:00:00'], false],
  ]);
});

describe('other types', () => {
  check([
    [['boolean', 't'], ['boolean', 'true'], true],
    [['boolean', 'f'], ['boolean', 'FALSE'], true],
    [['boolean', 't'], ['boolean', 'f'], false],
    [['uuid', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'], ['uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'], true],
    [['bytes', '\\xDEADBEEF'], ['bytes', '\\xdeadbeef'], true],
    [['bytes', '\\xde'], ['bytes', '\\xdf'], false],
    [['json', '{"a": 1, "b": [1.0, null]}'], ['json', '{"b":[1,null],"a":1}'], true],
    [['json', '{"a": 9007199254740993}'], ['json', '{"a": 9007199254740992}'], false],
    [['json', '[1, 2]'], ['json', '[2, 1]'], false],
    [['json', '{"a": "\\u00e9\\n"}'], ['json', '{ "a" : "é\\n" }'], true],
    [['json', '{"a":1,"a":2}'], ['json', '{"a":2}'], true],
    [['json', '{"a":null}'], ['json', '{}'], false],
    [['json', '"1"'], ['json', '1'], false],
    [['json', '{"a"'], ['json', '{"a"}'], false],
    [['json', `${'['.repeat(5000)}${']'.repeat(5000)}`], ['json', `${'['.repeat(5000)} ${']'.repeat(5000)}`], false],
    [['json', null], ['json', 'null'], false],
    [['time', '10:00:00'], ['time', '10:00:00'], true],
  ]);
});

describe('families never mix', () => {
  check([
    [['text', '3'], ['integer', '3'], false],
    [['text', 't'], ['boolean', 't'], false],
    [['text', '2018-11-01'], ['date', '2018-11-01'], false],
    [['integer', '1'], ['boolean', 't'], false],
    [['integer', '1'], ['boolean', '1'], false],
  ]);
});

describe('literals take the type of the other side', () => {
  check([
    [['literal', '3'], ['integer', '3'], true],
    [['literal', '3.0'], ['integer', '3'], true],
    [['literal', '3.0'], ['text', '3'], false],
    [['literal', '3.5'], ['decimal', '3.50'], true],
    [['literal', 'true'], ['boolean', 't'], true],
    [['literal', 'true'], ['text', 't'], false],
    [['literal', 'yes'], ['boolean', 't'], false],
    [['literal', 'abc'], ['integer', '0'], false],
    [['literal', 'abc'], ['boolean', 'f'], false],
    [['literal', '2018-11-01 10:00'], ['timestamp', '2018-11-01 10:00:00'], true],
    [['literal', '2018-11-01'], ['timestamp', '2018-11-01 00:00:00'], true],
    [['literal', '2018-11-01T10:00:00Z'], ['timestamptz', '2018-11-01 12:00:00+02'], true],
    [['literal', '2018-02-30 10:00'], ['timestamp', '2018-03-02 10:00:00'], false],
    [['literal', '2018-13-01'], ['date', '2019-01-01'], false],
    [['literal', '10:00'], ['time', '10:00:00'], true],
    [['literal', 'deadbeef'], ['bytes', '\\xDEADBEEF'], true],
    [['literal', '{"b":1,"a":2}'], ['json', '{"a": 2, "b": 1}'], true],
    [['literal', null], ['integer', null], true],
    [['literal', 'null'], ['integer', null], false],
    [['literal', '42'], ['other', '42'], true],
    [['other', '42'], ['integer', '42'], true],
  ]);
});
