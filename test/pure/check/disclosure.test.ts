import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeTable } from '../../../src/core/check/feedback/describe-table.js';
import { disclosureLevels } from '../../../src/core/check/feedback/disclosure-level.js';
import { applyDisclosure, discloseDiff, type Disclosure } from '../../../src/core/check/feedback/disclosure.js';
import type { CheckOutcome, TableDiff } from '../../../src/core/check/result.js';
import type { Cell, Row, RowSource } from '../../../src/core/check/table.js';
import { compare, table } from './support.js';

const failure = (diff: TableDiff): CheckOutcome => ({
  status: 'failed',
  ...describeTable(diff),
  evidence: { kind: 'table', caption: 'your result', diff },
  isolation: 'readonly',
});

const disclosed = async (expected: RowSource, actual: RowSource, level: Disclosure): Promise<CheckOutcome> =>
  applyDisclosure(failure(await compare(expected, actual)), level);

const expected = table('id:integer level n:decimal', [
  [1, 'secret', '2.5'],
  [2, 'paid', '7'],
  [3, 'hidden', '9'],
]);
const actual = table('id:integer level n:decimal', [
  [1, 'mine', '2.5'],
  [2, 'paid', '7'],
  [4, 'own', '1'],
]);

describe('levels of disclosure', () => {
  it('none says only that it is wrong', async () => {
    expect(await disclosed(expected, actual, 'none')).toEqual({
      status: 'failed',
      message: 'Your result is not right yet.',
      isolation: 'readonly',
    });
  });

  it('counts adds numbers of rows', async () => {
    const { message, evidence } = await disclosed(expected, actual, 'counts');
    expect(message).toBe('1 of the 3 expected rows is there; the number of rows is right (3).');
    expect(evidence).toMatchObject({ diff: { columns: [], rows: [], counts: { missing: 2, extra: 2 }, hidden: 3 } });
  });

  it('columns adds columns and the way they are wrong', async () => {
    const cases = table('id:integer level', [
      [1, 'FREE'],
      [2, 'PAID'],
    ]);
    const lower = table('id:integer level', [
      [1, 'free'],
      [2, 'paid'],
    ]);
    const { message, evidence } = await disclosed(cases, lower, 'columns');
    expect(message).toBe(
      'The 2 rows are there, but `level` is wrong in all of them. The texts differ only in upper and lower case.',
    );
    expect(evidence).toMatchObject({ diff: { rows: [], hidden: 2, clues: { onlyColumn: 1 } } });
    expect(evidence?.kind === 'table' && evidence.diff.columns.map(({ name }) => name)).toEqual(['id', 'level']);
  });

  it("rows adds the learner's own rows", async () => {
    const { message, evidence } = await disclosed(expected, actual, 'rows');
    expect(message).toContain('For example, `(4, own, 1)` is not expected.');
    expect(evidence?.kind === 'table' && evidence.diff.rows).toEqual([
      { status: 'changed', actual: ['1', 'mine', '2.5'], cells: [1] },
      { status: 'extra', actual: ['4', 'own', '1'] },
      { status: 'same', actual: ['2', 'paid', '7'] },
    ]);
    expect(evidence?.kind === 'table' && evidence.diff.hidden).toBe(1);
  });

  it('full is the whole outcome', async () => {
    const outcome = failure(await compare(expected, actual));
    expect(applyDisclosure(outcome, 'full')).toBe(outcome);
  });

  it('does not touch what passed', () => {
    const outcome: CheckOutcome = { status: 'passed', message: 'Right: 3 rows.', isolation: 'readonly' };
    for (const level of disclosureLevels) expect(applyDisclosure(outcome, level)).toBe(outcome);
  });

  it('keeps the subject of the words', async () => {
    const outcome = failure(await compare(expected, actual));
    expect(applyDisclosure(outcome, 'none', { subject: 'Table `t`' }).message).toBe('Table `t` is not right yet.');
  });

  it('shows expected text only in full, and own text from rows on', () => {
    const outcome: CheckOutcome = {
      status: 'failed',
      message: 'The output differs.',
      evidence: { kind: 'text', expected: 'secret', actual: 'mine' },
      isolation: 'none',
    };
    expect(applyDisclosure(outcome, 'rows').evidence).toEqual({ kind: 'text', actual: 'mine' });
    expect(applyDisclosure(outcome, 'columns').evidence).toBeUndefined();
    expect(applyDisclosure(outcome, 'columns').message).toBe('The output differs.');
  });

  it('do not give away a value by how far it is', async () => {
    for (const [right, wrong] of [
      ['71', '70'],
      ['2', '2000'],
      ['5', '-5'],
      ['7', '12'],
    ] as const) {
      for (const level of ['columns', 'rows'] as const) {
        const { message, help } = await disclosed(table('n:integer', [[right]]), table('n:integer', [[wrong]]), level);
        expect(`${message} ${help ?? ''}`).not.toMatch(/off by|too high|too low|times|sign|step|borders/);
      }
    }
    const hours = (start: number) =>
      table('id:integer t:timestamp', [
        [1, `2018-11-01 ${start}:00:00`],
        [2, `2018-11-02 ${start}:00:00`],
      ]);
    const shifted = await disclosed(hours(10), hours(12), 'rows');
    expect(shifted.message).toContain('The times are shifted, as after a change of time zone.');
    expect(shifted.message).not.toContain('hour');
  });
});

describe('whatever the tables are', () => {
  const cell = (own: string): fc.Arbitrary<Cell> =>
    fc.constantFrom('shared', 'common', null, `${own}1`, `${own}2`, `${own}3`);
  const rows = (own: string): fc.Arbitrary<Row[]> =>
    fc.array(fc.tuple(cell(own), cell(own), cell(own)), { maxLength: 6 });
  const order = fc.constantFrom('any' as const, 'exact' as const);

  it('no expected value is shown below full', async () => {
    const property = fc.asyncProperty(rows('secret'), rows('mine'), order, async (left, right, byOrder) => {
      const diff = await compare(table('a b c', left), table('a b c', right), { order: byOrder });
      if (diff.equal) return;
      for (const level of ['none', 'counts', 'columns', 'rows'] as const) {
        const shown = JSON.stringify(applyDisclosure(failure(diff), level));
        expect(shown).not.toContain('secret');
        if (level !== 'rows') expect(shown).not.toContain('mine');
        expect(discloseDiff(diff, level)?.rows.every((row) => row.expected === undefined) ?? true).toBe(true);
      }
    });
    await expect(fc.assert(property, { numRuns: 300 })).resolves.toBeUndefined();
  });

  it('messages are calm, whole sentences', async () => {
    const property = fc.asyncProperty(rows('e'), rows('a'), order, async (left, right, byOrder) => {
      const diff = await compare(table('a b c', left), table('a b c', right), { order: byOrder });
      for (const level of disclosureLevels) {
        const { message, help = '.' } = describeTable(diff, { disclose: level });
        expect(message).toMatch(/^[A-Z0-9`].*\.$/s);
        expect(help).toMatch(/\.$/);
        expect(message + help).not.toMatch(/!|undefined|NaN|\[object|\bwrong answer\b| {2}/);
      }
    });
    await expect(fc.assert(property, { numRuns: 300 })).resolves.toBeUndefined();
  });
});
