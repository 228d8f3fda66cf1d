import { describe, expect, it } from 'vitest';
import { flowMatch } from '../../../src/core/check/compare/flow-matching.js';
import { magnitude } from '../../../src/core/check/compare/tolerance.js';
import { LabError } from '../../../src/core/errors.js';
import { compare, sameValue, table } from './support.js';

const floats = (values: readonly (string | number | null)[]) =>
  table(
    'v:float',
    values.map((value) => [value]),
  );
const within = (v: number) => ({ tolerance: { v } });

const keyed = (a: number, b: number) =>
  table('k v:float', [
    ['x', a],
    ['y', b],
  ]);

const named = (name: string, v: number) => table('id:integer name v:float', [[1, name, v]]);

const points = (values: readonly (readonly [number | null, number | null])[]) => table('x:float y:float', values);

const sortable = (values: readonly (readonly [number | null, number, string])[]) =>
  table('w:float v:float name', values);

describe('tolerance of one column', () => {
  it('is decided exactly, with the border inside', async () => {
    expect(await sameValue(['decimal', '0.3'], ['float', '0.30000000000000004'], { tolerance: { float: 1e-9 } })).toBe(
      true,
    );
    expect(await sameValue(['decimal', '1.005'], ['decimal', '1'], within(0.005))).toBe(true);
    expect(await sameValue(['decimal', '1.0050000000000000000001'], ['decimal', '1'], within(0.005))).toBe(false);
    expect(await sameValue(['decimal', '9007199254740993.1'], ['decimal', '9007199254740993'], within(0.1))).toBe(true);
    expect(await sameValue(['decimal', '9007199254740993.2'], ['decimal', '9007199254740993'], within(0.1))).toBe(
      false,
    );
    expect(await sameValue(['decimal', '-0.05'], ['decimal', '0.05'], within(0.1))).toBe(true);
  });

  it('is given by name before type, and by the type of either side', async () => {
    const [three, near] = [
      ['decimal', '3'],
      ['decimal', '3.05'],
    ] as const;
    expect(await sameValue(three, near, { tolerance: { decimal: 0.1 } })).toBe(true);
    expect(await sameValue(three, near, { tolerance: { decimal: 0.1, v: 0 } })).toBe(false);
    expect(await sameValue(three, near, { tolerance: { float: 0.1 } })).toBe(false);
    expect(await sameValue(['literal', '3'], near, { tolerance: { decimal: 0.1 } })).toBe(true);
    expect(await sameValue(['literal', '3'], ['integer', '4'], { tolerance: { v: 1 } })).toBe(true);
    expect(await sameValue(['text', '3'], ['text', '3.05'], { tolerance: { v: 1 } })).toBe(false);
  });

  it('is in seconds for moments', async () => {
    const [left, right] = [
      ['timestamptz', '2018-11-01 10:00:00.5+02'],
      ['timestamptz', '2018-11-01 08:00:01+00'],
    ] as const;
    expect(await sameValue(left, right, { tolerance: { timestamp: 0.5 } })).toBe(true);
    expect(await sameValue(left, right, { tolerance: { timestamp: 0.499999 } })).toBe(false);
    expect(
      await sameValue(['timestamp', '1969-12-31 23:59:59.75'], ['timestamp', '1970-01-01 00:00:00.25'], within(0.5)),
    ).toBe(true);
    expect(
      await sameValue(['timestamp', '1969-12-31 23:59:59.75'], ['timestamp', '1970-01-01 00:00:00.26'], within(0.5)),
    ).toBe(false);
    expect(await sameValue(['timestamp', 'infinity'], ['timestamp', '9999-01-01 00:00:00'], within(1e15))).toBe(false);
  });

  it('never reaches from a number to NULL, NaN or infinity', async () => {
    for (const special of [null, 'NaN', 'Infinity', '-Infinity', 'junk']) {
      expect(await sameValue(['float', '0'], ['float', special], within(1e300))).toBe(false);
      expect(await sameValue(['float', special], ['float', special], within(1))).toBe(true);
    }
    expect(await sameValue(['float', 'NaN'], ['float', null], { ...within(1), nan: 'null' })).toBe(true);
  });

  it('matches rows one to one, also where bit-equal pairs stand in the way', async () => {
    expect((await compare(floats([0, 1]), floats([1, 2]), within(1))).equal).toBe(true);
    expect((await compare(floats([0, 1, 2, 3]), floats([1, 2, 3, 4]), within(1))).equal).toBe(true);
    expect((await compare(floats([0, 0]), floats([0, 2]), within(1))).counts).toMatchObject({ missing: 1, extra: 1 });
    expect((await compare(floats([0, 10]), floats([5, 5]), within(5))).equal).toBe(true);
  });

  it('does not round into buckets', async () => {
    expect((await compare(floats(['0.1499999']), floats(['0.1500001']), within(0.001))).equal).toBe(true);
  });

  it('keeps duplicates apart', async () => {
    const diff = await compare(floats([1, 5]), floats([1.05, 1.02, 5]), within(0.1));
    expect(diff.counts).toMatchObject({ matching: 2, missing: 0, extra: 1 });
    expect(diff.clues).toMatchObject({ repeated: 1, collapsed: 0 });
  });

  it('matches only rows that are equal in the other columns', async () => {
    expect((await compare(keyed(1, 2), keyed(1.05, 2.05), within(0.1))).equal).toBe(true);
    expect((await compare(keyed(1, 2), keyed(2, 1), within(0.1))).counts.missing).toBe(2);
  });

  it('leaves cells within the tolerance unmarked', async () => {
    const { rows: shown } = await compare(named('Ann', 1), named('Bob', 1.05), within(0.1));
    expect(shown[0]).toMatchObject({ status: 'changed', cells: [1] });
  });
});

describe('tolerance of several columns', () => {
  const options = { tolerance: { x: 1, y: 1 } };
  it('finds a perfect matching where greedy choices fail', async () => {
    const left = points([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
    const right = points([
      [1, 1],
      [0, 1],
      [2, 0],
    ]);
    expect((await compare(left, right, options)).equal).toBe(true);
  });

  it('counts what a maximum matching leaves over', async () => {
    const diff = await compare(
      points([
        [0, 0],
        [0, 0],
        [9, 9],
      ]),
      points([
        [0, 0],
        [0, 1],
        [0, 1],
      ]),
      options,
    );
    expect(diff.counts).toEqual({ expected: 3, actual: 3, matching: 2, missing: 1, extra: 1 });
    expect(diff.clues).toMatchObject({ repeated: 1, collapsed: 0 });
  });

  it('lets equal points make way only as often as they stand there', async () => {
    const left = points([
      [1, 0],
      [-1, 0],
      [-1, 0],
    ]);
    const right = points([
      [0, 0],
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
    const diff = await compare(left, right, options);
    expect(diff.counts).toEqual({ expected: 3, actual: 4, matching: 2, missing: 1, extra: 2 });
  });

  it('matches NULL with NULL, column by column', async () => {
    expect(
      (
        await compare(
          points([
            [null, 0],
            [0, null],
          ]),
          points([
            [0, null],
            [null, 1],
          ]),
          options,
        )
      ).equal,
    ).toBe(true);
    expect((await compare(points([[null, 0]]), points([[0, null]]), options)).equal).toBe(false);
  });

  it('copes with many equal points', async () => {
    const zeros = Array.from({ length: 20_000 }, () => [0, 0] as const);
    const diff = await compare(points([...zeros, [5, 5]]), points([...zeros, [5, 6], [3, 3]]), options);
    expect(diff.counts).toMatchObject({ matching: 20_001, missing: 0, extra: 1 });
  });

  it('gives up with a cure when a table takes too many comparisons', () => {
    const tolerance = { exact: { coefficient: 1n, scale: 0 }, approx: 1 };
    const crowd = Array.from({ length: 100 }, (_, i) => [magnitude(`0.${i + 1}`), magnitude('0')]);
    const nearness = { tolerances: [tolerance, tolerance], comparisons: 0 };
    expect(flowMatch(crowd, crowd, nearness)).toEqual({ expected: [], actual: [] });
    nearness.comparisons = 39_999_999;
    expect(() => flowMatch(crowd, crowd, nearness)).toThrow(LabError);
  });
});

describe('tolerance and sets', () => {
  const options = { tolerance: { v: 1 }, duplicates: 'ignore' } as const;

  it('wants a near row for every row, in both directions', async () => {
    expect((await compare(floats([0, 1]), floats([1]), options)).equal).toBe(true);
    expect((await compare(floats([0, 2]), floats([1]), options)).equal).toBe(true);
    expect((await compare(floats([0, 5]), floats([1]), options)).counts).toMatchObject({ missing: 1, extra: 0 });
    expect((await compare(floats([1, 1]), floats([3, 3, 3]), options)).counts).toMatchObject({ missing: 1, extra: 1 });
  });
});

describe('tolerance and order', () => {
  it('compares place by place in exact order', async () => {
    const exact = { ...within(0.1), order: 'exact' } as const;
    expect((await compare(floats([1, 2]), floats([1.05, 1.95]), exact)).equal).toBe(true);
    expect((await compare(floats([1, 2]), floats([1.95, 1.05]), exact)).orderOnly).toBe(true);
    expect((await compare(floats([1, null]), floats([null, 1]), exact)).orderOnly).toBe(true);
    expect((await compare(floats([1, 2]), floats([1.05]), exact)).counts).toMatchObject({ missing: 1, extra: 0 });
  });

  it('compares sort keys within their tolerance', async () => {
    const options = { tolerance: { v: 0.1, w: 0.1 }, order: { by: ['w', 'v'] } };
    const expected = sortable([
      [null, 1, 'a'],
      [0, 1, 'b'],
      [0, 2, 'c'],
    ]);
    expect(
      (
        await compare(
          expected,
          sortable([
            [null, 1.1, 'a'],
            [0, 1, 'b'],
            [0, 2, 'c'],
          ]),
          options,
        )
      ).equal,
    ).toBe(true);
    expect(
      (
        await compare(
          expected,
          sortable([
            [0, 1, 'b'],
            [null, 1, 'a'],
            [0, 2, 'c'],
          ]),
          options,
        )
      ).orderOnly,
    ).toBe(true);
    expect(
      (
        await compare(
          expected,
          sortable([
            [null, 1, 'a'],
            [0, 2, 'c'],
            [0, 1, 'b'],
          ]),
          options,
        )
      ).orderOnly,
    ).toBe(true);
  });
});
