import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Column, ColumnType, Row } from '../../../src/core/check/table.js';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';
import { oracle } from './oracle.js';
import { compare, table } from './support.js';

/** Small pools, so that equal values in other words, near values and ties are common. */
const pools: Partial<Record<ColumnType, readonly Cell[]>> = {
  integer: ['0', '1', '2', '9007199254740992', '9007199254740993', null],
  decimal: ['0', '-0.0', '0.10', '0.1', '1', '1.000', '1.05', '2', '9007199254740993.5', '-1', null],
  float: ['0', '-0', '1e0', '1', '1.0499999999999998', '0.1', 'NaN', 'Infinity', '-Infinity', '1e-1', null],
  text: ['', 'a', 'A', ' a', 'NaN', null],
  timestamp: [
    '2018-11-01 10:00:00',
    '2018-11-01 10:00:00.000001',
    '2018-11-01 08:00:00',
    '1969-12-31 23:59:59.5',
    null,
  ],
  timestamptz: [
    '2018-11-01 10:00:00+02',
    '2018-11-01 08:00:00+00',
    '2018-11-01 15:30:00.000001+05:30',
    '2018-11-01 08:00:01Z',
  ],
  date: ['2018-11-01', '1970-01-01', '1969-12-31', null],
};

const types = Object.keys(pools) as ColumnType[];
const partners: Partial<Record<ColumnType, readonly ColumnType[]>> = {
  integer: ['integer', 'decimal', 'float', 'text'],
  decimal: ['decimal', 'float', 'integer'],
  float: ['float', 'decimal'],
  text: ['text', 'text', 'integer'],
  timestamp: ['timestamp', 'timestamptz', 'date'],
  timestamptz: ['timestamptz', 'timestamp'],
  date: ['date', 'timestamp'],
};

interface Tables {
  readonly expected: readonly Column[];
  readonly actual: readonly Column[];
  readonly left: readonly Row[];
  readonly right: readonly Row[];
}

const rowOf = (columns: readonly Column[]): fc.Arbitrary<Row> =>
  fc.tuple(...columns.map(({ type }) => fc.constantFrom(...(pools[type] ?? []))));

/** The second table is often the first one shuffled, with a row or a cell changed: unrelated ones are never nearly equal. */
const related = (columns: readonly Column[], left: readonly Row[]): fc.Arbitrary<Row[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...left], { minLength: Math.max(0, left.length - 1) }),
      fc.array(rowOf(columns), { maxLength: 2 }),
    )
    .map(([some, more]) => [...some, ...more]);

const tables = (kinds: readonly ColumnType[], mixed: boolean): fc.Arbitrary<Tables> =>
  fc
    .array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 })
    .chain((left) =>
      fc.tuple(
        fc.constant(left),
        fc.tuple(...left.map((type) => (mixed ? fc.constantFrom(...(partners[type] ?? [type])) : fc.constant(type)))),
        // Names may repeat: columns are told apart by occurrence.
        fc.array(fc.constantFrom('a', 'b'), { minLength: left.length, maxLength: left.length }),
      ),
    )
    .chain(([left, right, names]) => {
      const columns = (list: readonly ColumnType[]): Column[] =>
        list.map((type, i) => ({ name: names[i] ?? 'a', type }));
      const [expected, actual] = [columns(left), columns(right)];
      return fc.array(rowOf(expected), { maxLength: 5 }).chain((rows) =>
        fc.record({
          expected: fc.constant(expected),
          actual: fc.constant(actual),
          left: fc.constant(rows),
          right: mixed ? fc.array(rowOf(actual), { maxLength: 5 }) : related(actual, rows),
        }),
      );
    });

const baseOptions = fc.record({
  order: fc.constantFrom('any' as const, 'exact' as const, { by: ['a'] }, { by: ['b', 'a'] }),
  duplicates: fc.constantFrom('count' as const, 'ignore' as const),
  nan: fc.constantFrom('distinct' as const, 'null' as const),
  case: fc.constantFrom('sensitive' as const, 'insensitive' as const),
});

/** Options may only name columns there are. */
const fit = (options: CompareOptions, columns: readonly Column[]): CompareOptions => {
  const names = new Set(columns.map(({ name }) => name));
  const { order, tolerance } = options;
  const by = typeof order === 'object' ? order.by.filter((name) => names.has(name)) : [];
  return {
    ...options,
    ...(typeof order === 'object' && { order: by.length > 0 ? { by } : ('any' as const) }),
    ...(tolerance && { tolerance: Object.fromEntries(Object.entries(tolerance).filter(([name]) => names.has(name))) }),
  };
};

const agree = async (data: Tables, given: CompareOptions): Promise<void> => {
  const options = fit(given, data.expected);
  const diff = await compare(table(data.expected, data.left), table(data.actual, data.right), options);
  const answer = oracle(
    { columns: data.expected, data: data.left },
    { columns: data.actual, data: data.right },
    options,
  );
  expect({ equal: diff.equal, orderOnly: diff.orderOnly, matching: diff.counts.matching }).toEqual(answer);
  const { expected, actual, matching, missing, extra } = diff.counts;
  expect(matching + missing).toBe(expected);
  if (options.duplicates !== 'ignore') expect(matching + extra).toBe(actual);
};

const holds = async <T>(property: fc.IAsyncProperty<T>): Promise<boolean> => {
  await fc.assert(property, { numRuns: 400 });
  return true;
};

const keepsApart = async (left: Row, right: Row): Promise<void> => {
  const same = JSON.stringify(left) === JSON.stringify(right);
  expect((await compare(table('a b', [left]), table('a b', [right]))).equal).toBe(same);
};

/** Points on a line or a grid, all near to some others. */
const grid = (width: number, max: number): fc.Arbitrary<Tables> => {
  const columns = ['a', 'b'].slice(0, width).map((name): Column => ({ name, type: 'decimal' }));
  const cells = fc.array(fc.integer({ min: 0, max }).map(String), { minLength: width, maxLength: width });
  const rows = fc.array(cells, { minLength: 3, maxLength: 7 });
  return fc.tuple(rows, rows).map(([left, right]) => ({ expected: columns, actual: columns, left, right }));
};

describe('cells', () => {
  it('never run into one another', async () => {
    const cell = fc.option(
      fc.string({ unit: fc.constantFrom('0', '1', '2', ':', '~', '=', '|', '\u0000'), maxLength: 4 }),
    );
    const row = fc.tuple(cell, cell);
    expect(await holds(fc.asyncProperty(row, row, keepsApart))).toBe(true);
    for (const mark of ['|', ':', '~', ',', '\u0000']) await keepsApart([`a${mark}`, 'b'], ['a', `${mark}b`]);
  });
});

describe('the comparator agrees with one that tries everything', () => {
  it('on equal types: bags, sets and orders with ties', async () => {
    expect(await holds(fc.asyncProperty(tables(types, false), baseOptions, agree))).toBe(true);
  });

  it('on mixed types', async () => {
    expect(await holds(fc.asyncProperty(tables(types, true), baseOptions, agree))).toBe(true);
  });

  it('on few values, where ties and duplicates are everywhere', async () => {
    expect(await holds(fc.asyncProperty(tables(['integer'], false), baseOptions, agree))).toBe(true);
  });

  it('within tolerances of one or several columns', async () => {
    const numbers = tables(['decimal', 'float', 'integer', 'text'], false);
    const tolerance = fc.record({ a: fc.constantFrom(0, 0.05, 0.9, 1), b: fc.constantFrom(0, 0.1, 1, 2) });
    const options = fc.tuple(baseOptions, tolerance).map(([base, t]) => ({ ...base, tolerance: t }));
    expect(await holds(fc.asyncProperty(numbers, options, agree))).toBe(true);
  });

  it('within tolerances on a line and on a grid', async () => {
    const options = { tolerance: { a: 1, b: 1 } };
    expect(
      await holds(fc.asyncProperty(fc.oneof(grid(1, 5), grid(2, 5), grid(2, 3)), (data) => agree(data, options))),
    ).toBe(true);
  });

  it('within seconds of moments', async () => {
    const tolerance = fc.constantFrom(0.000001, 0.5, 1, 7200).map((a) => ({ tolerance: { a, b: a } }));
    const moments = tables(['timestamp', 'timestamptz', 'date'], true);
    expect(await holds(fc.asyncProperty(moments, tolerance, agree))).toBe(true);
  });
});
