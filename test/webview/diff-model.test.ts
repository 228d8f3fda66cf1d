import { describe, expect, it } from 'vitest';
import type { TableDiff } from '../../src/core/check/result.js';
import { cellParts } from '../../src/webview/cell-parts.js';
import {
  cellsOf,
  countsText,
  differs,
  hasBothSides,
  hiddenText,
  mergedColumns,
  paneColumns,
  sideBySideSize,
} from '../../src/webview/diff-model.js';
import { both, column, shortDiff } from './fixtures.js';

const columns: TableDiff['columns'] = [
  both('id', 'integer'),
  {
    name: 'length',
    differs: 'type',
    expected: column('length', 'decimal', 'numeric'),
    actual: column('length', 'text', 'text'),
  },
  { name: 'city', differs: 'missing', expected: column('city') },
  { name: 'place', differs: 'extra', actual: column('place') },
  { name: 'year', differs: 'name', expected: column('year'), actual: column('yr') },
];
const diff: TableDiff = { ...shortDiff, columns };
const oneCell = (text: string): TableDiff => ({
  ...shortDiff,
  columns: [both('a')],
  rows: [{ status: 'changed', expected: [text], actual: ['b'], cells: [0] }],
});

describe('columns', () => {
  it('of the expected pane are those that are asked for, without remarks', () => {
    expect(paneColumns(diff, 'expected').map(({ name, remark }) => [name, remark])).toEqual([
      ['id', undefined],
      ['length', undefined],
      ['city', undefined],
      ['year', undefined],
    ]);
  });

  it('of the own pane say what is wrong with them', () => {
    expect(paneColumns(diff, 'actual').map(({ name, remark }) => [name, remark])).toEqual([
      ['id', undefined],
      ['length', 'other type'],
      ['city', 'missing'],
      ['place', 'extra'],
      ['yr', 'other name'],
    ]);
  });

  it('show their type on each side only where it differs', () => {
    expect(paneColumns(diff, 'expected').map((each) => each.type)).toEqual([
      undefined,
      'numeric',
      undefined,
      undefined,
    ]);
    expect(mergedColumns(diff)[1]?.type).toBe('numeric, yours text');
  });

  it('are right-aligned when either side is a number', () => {
    expect(mergedColumns(diff).map((each) => each.numeric)).toEqual([true, true, false, false, false]);
  });

  it('keep both names in one list', () => {
    expect(mergedColumns(diff)[4]?.name).toBe('year (yours: yr)');
  });
});

describe('rows', () => {
  it('that are the same stand on both sides though only one is sent', () => {
    const same = { status: 'same', actual: ['a'] } as const;
    expect(cellsOf(same, 'expected')).toEqual(['a']);
    expect(cellsOf({ status: 'extra', actual: ['a'] }, 'expected')).toBeUndefined();
  });

  it('mark the cells that make them changed, and those of another row in their place', () => {
    const [first, second] = mergedColumns({ ...diff, columns: [both('a'), both('b')] });
    if (!first || !second) throw new Error('two columns expected');
    const changed = { status: 'changed', expected: ['1', '2'], actual: ['1', '3'], cells: [1] } as const;
    expect([differs(changed, first), differs(changed, second)]).toEqual([false, true]);
    const moved = { status: 'moved', expected: ['1', '2'], actual: ['9', '2'] } as const;
    expect([differs(moved, first), differs(moved, second)]).toEqual([true, false]);
  });

  it('of one side only are no two panes', () => {
    expect(hasBothSides({ ...diff, rows: [{ status: 'extra', actual: ['a'] }] })).toBe(false);
    expect(hasBothSides(shortDiff)).toBe(true);
  });
});

describe('words', () => {
  it('tell changed rows from missing and extra ones when all are shown', () => {
    expect(countsText(shortDiff)).toBe('4 rows expected, yours has 4: 1 matches, 2 changed, 1 missing, 1 extra');
    expect(hiddenText(shortDiff)).toBeUndefined();
  });

  it('count differing rows once when some are hidden', () => {
    const cut = { ...shortDiff, hidden: 70 };
    expect(countsText(cut)).toBe('4 rows expected, yours has 4: 1 matches, 74 differ');
    expect(hiddenText(cut)).toBe('70 more differing rows not shown.');
  });

  it('say when rows are not disclosed', () => {
    const closed = { ...shortDiff, rows: [], hidden: 6 };
    expect(countsText(closed)).toBe('4 rows expected, yours has 4: 1 matches, 3 missing, 3 extra');
    expect(hiddenText(closed)).toBe('This check does not show the rows.');
  });

  it('say when only the order is wrong', () => {
    expect(countsText({ ...shortDiff, orderOnly: true })).toContain('the right rows, in another order');
  });
});

it('needs more room for longer values, up to a bound', () => {
  expect(sideBySideSize(oneCell('x'.repeat(10)))).toEqual({ characters: 11, columns: 2 });
  expect(sideBySideSize(oneCell('x'.repeat(500))).characters).toBe(37);
});

describe('cells', () => {
  it('make blanks at the ends, tabs and line ends visible', () => {
    expect(cellParts(' a b  ')).toEqual([
      { text: '·', invisible: true },
      { text: 'a b' },
      { text: '··', invisible: true },
    ]);
    expect(cellParts('a\tb\n').map(({ text }) => text)).toEqual(['a', '⇥', 'b', '↵\n']);
    expect(cellParts('   ')).toEqual([{ text: '···', invisible: true }]);
  });

  it('leave blanks between words alone', () => {
    expect(cellParts('a   b')).toEqual([{ text: 'a   b' }]);
  });
});
