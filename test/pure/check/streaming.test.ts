import { describe, expect, it } from 'vitest';
import { LabError } from '../../../src/core/errors.js';
import type { Cell, Row, RowSource } from '../../../src/core/check/table.js';
import { columns, compare } from './support.js';

/** What sources did: how many were open at the same time, how often they were opened and closed, and how far they were read. */
class Watch {
  open = 0;
  mostOpen = 0;
  opened = 0;
  read = 0;
}

/**
 * Rows made one at a time in one and the same array: a comparison that kept a row, or read ahead, would see it change.
 * A second request before the first is answered throws.
 */
class Generated implements RowSource {
  readonly columns = columns('id:integer song level:text duration:decimal');
  readonly #count: number;
  readonly #cells: (index: number) => readonly Cell[];
  readonly #watch: Watch;

  constructor(count: number, cells: (index: number) => readonly Cell[], watch: Watch) {
    this.#count = count;
    this.#cells = cells;
    this.#watch = watch;
  }

  rows(): AsyncIterable<Row> {
    const watch = this.#watch;
    const row: Cell[] = [];
    let [index, busy] = [0, false];
    const close = async (): Promise<IteratorResult<Row>> => {
      watch.open--;
      return { done: true, value: undefined };
    };
    const next = async (): Promise<IteratorResult<Row>> => {
      if (busy) throw new Error('two rows asked for at once');
      busy = true;
      await Promise.resolve();
      busy = false;
      if (index >= this.#count) return close();
      this.#cells(index++).forEach((cell, i) => (row[i] = cell));
      watch.read++;
      return { done: false, value: row };
    };
    watch.opened++;
    watch.mostOpen = Math.max(watch.mostOpen, ++watch.open);
    return { [Symbol.asyncIterator]: () => ({ next, return: close }) };
  }
}

const song = (index: number, change = 0): Cell[] => [
  String(index),
  index % 5 === 0 ? null : `SO${index % 1000}`,
  index % 3 === 0 ? 'paid' : 'free',
  `${index % 400}.${25 + change}`,
];

describe('large tables', () => {
  it('are read row by row, one side after the other, and no row is kept', async () => {
    const [count, watch] = [200_000, new Watch()];
    const shuffled = (index: number): Cell[] => song((index * 7919) % count);
    const diff = await compare(new Generated(count, song, watch), new Generated(count, shuffled, watch));
    expect(diff.equal).toBe(true);
    expect(diff.counts.matching).toBe(count);
    expect(watch).toEqual({ open: 0, mostOpen: 1, opened: 2, read: 2 * count });
  });

  it('are read once more to find the rows that differ', async () => {
    // Too large to be studied as well, which reads both sides to their ends.
    const [count, watch] = [101_000, new Watch()];
    const changed = (index: number): Cell[] => song(index, index % 10_000 === 7 ? 1 : 0);
    const diff = await compare(new Generated(count, song, watch), new Generated(count, changed, watch));
    expect(diff.counts).toMatchObject({ matching: count - 11, missing: 11, extra: 11 });
    expect(diff.rows.slice(0, 11).map(({ status, expected, cells }) => [status, expected?.[0], String(cells)])).toEqual(
      Array.from({ length: 11 }, (_, i) => ['changed', String(i * 10_000 + 7), '3']),
    );
    expect(watch).toMatchObject({ open: 0, mostOpen: 1, opened: 4 });
    // The second reading ends with the last row that differs, number 100,007.
    expect(watch.read).toBe(2 * count + 2 * 100_008);
  });

  it('are read in order, and with a tolerance, the same way', async () => {
    const [count, watch] = [5000, new Watch()];
    const nearly = (index: number): Cell[] => song(index, index % 2);
    const options = { tolerance: { duration: 0.01 }, order: { by: ['id'] } };
    const diff = await compare(new Generated(count, song, watch), new Generated(count, nearly, watch), options);
    expect(diff.equal).toBe(true);
    expect(watch).toMatchObject({ open: 0, mostOpen: 1, opened: 6 });
    const moved = (index: number): Cell[] => song(index === 41 ? 42 : index === 42 ? 41 : index);
    const turned = await compare(new Generated(count, song, watch), new Generated(count, moved, watch), options);
    expect([turned.orderOnly, turned.rows.map(({ expected, actual }) => [expected?.[0], actual?.[0]])]).toEqual([
      true,
      [
        ['41', '42'],
        ['42', '41'],
      ],
    ]);
  });
});

describe('cancelling', () => {
  it('stops within some thousand rows, throws the reason and closes the source', async () => {
    const watch = new Watch();
    const controller = new AbortController();
    const endless = new Generated(
      Infinity,
      (index) => {
        if (index === 5000) controller.abort(new LabError('timeout', 'The check took too long.'));
        return song(index);
      },
      watch,
    );
    await expect(compare(endless, endless, {}, { signal: controller.signal })).rejects.toThrow('too long');
    expect(watch.open).toBe(0);
    expect(watch.read).toBeLessThan(5000 + 2048);
  });

  it('reads nothing when cancelled before', async () => {
    const watch = new Watch();
    const source = new Generated(10, song, watch);
    await expect(compare(source, source, {}, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow(
      'stopped',
    );
    expect(watch.opened).toBe(0);
  });

  it('passes on what a source throws', async () => {
    const broken: RowSource = {
      columns: columns('id'),
      async *rows() {
        yield ['1'];
        throw new LabError('service-failed', 'The server closed the connection.');
      },
    };
    await expect(compare(broken, broken)).rejects.toThrow('closed the connection');
  });
});
