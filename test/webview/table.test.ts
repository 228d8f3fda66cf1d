import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import type { Evidence, TableDiff } from '../../src/core/check/result.js';
import { openLab, type Lab, type OpenOptions, type Panel } from './browser.js';
import { both, exercise, result, run, shortDiff, songplaysDiff } from './fixtures.js';
import { states } from './states.js';

let lab: Lab;
let panel: Panel;

beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => panel.close());
afterAll(() => lab.close());

const show = async (evidence: Evidence, options: OpenOptions = {}): Promise<Locator> => {
  const failed = result(0, { status: 'failed', message: 'Other rows.', evidence });
  panel = await lab.open({ ...options, messages: [{ type: 'run', run: run([failed]), exercise }] });
  return panel.page.getByRole('table');
};
const table = (diff: TableDiff, options?: OpenOptions): Promise<Locator> =>
  show({ kind: 'table', caption: 'Plays by `level`', diff }, options);

const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim();
/** Every row as the words of its cells. */
const rows = async (of: Locator): Promise<string[][]> => {
  const found = [];
  for (const row of await of.getByRole('row').all()) {
    const cells = await row.locator('th, td').allTextContents();
    found.push(cells.map(squeezed));
  }
  return found;
};

interface InPage {
  readonly inPage: { style(element: unknown, property: string): string };
}
interface Scrolled {
  readonly scrollTop: number;
  readonly scrollLeft: number;
}

const styleOf = (of: Locator, property: string): Promise<string> =>
  of.evaluate((element: unknown, name) => (globalThis as unknown as InPage).inPage.style(element, name), property);

describe('side by side', () => {
  it('has a pane for each side, with each row next to its counterpart', async () => {
    expect(await rows(await table(shortDiff))).toEqual([
      ['Difference', 'Expected 4 rows', 'Yours 4 rows'],
      ['level', 'plays', 'share', 'level', 'plays', 'share'],
      ['changed', 'free', '1229', '0.18', 'free', '1229', '0.19, differs'],
      ['changed', 'paid', '5591', '0.82', 'paid·, differs', '5592, differs', '0.82'],
      ['extra', 'no such row expected', 'NULL', '0', '0'],
      ['missing', 'trial', '12', 'empty text', 'not among your rows'],
      ['same', 'family', '40', '0.01', 'family', '40', '0.01'],
    ]);
  });

  it('is named by its caption and counts', async () => {
    const shown = await table(shortDiff);
    const name = 'Plays by level 4 rows expected, yours has 4: 1 matches, 2 changed, 1 missing, 1 extra';
    expect(await panel.page.getByRole('region', { name }).count()).toBe(1);
    expect(await panel.page.getByRole('table', { name }).count()).toBe(1);
    expect(await shown.getByRole('rowheader').allTextContents()).toEqual([
      'changed',
      'changed',
      'extra',
      'missing',
      'same',
    ]);
  });

  it('marks the differing cell with a wavy line and aligns numbers to the right', async () => {
    const shown = await table(shortDiff);
    const wrong = shown.locator('.wrong').first();
    expect(await styleOf(wrong, 'textDecorationStyle')).toBe('wavy');
    const number = shown.getByRole('cell', { name: '1229' }).first();
    expect(await styleOf(number, 'textAlign')).toBe('right');
  });

  it('gives way to one list where it does not fit, and comes back when asked for', async () => {
    const shown = await table(songplaysDiff);
    expect(await shown.getByRole('columnheader').allTextContents()).toHaveLength(6);
    await panel.page.getByRole('button', { name: 'Show side by side' }).click();
    expect(await shown.getByRole('columnheader').allTextContents()).toHaveLength(13);
  });

  it('needs a row on each side', async () => {
    await table({ ...shortDiff, rows: [{ status: 'extra', actual: ['paid', '1', '1'] }] });
    expect(await panel.page.getByRole('button', { name: 'Show' }).count()).toBe(0);
  });
});

describe('one list', () => {
  it('holds both values in a cell that differs', async () => {
    const shown = await table(shortDiff, { viewport: { width: 420, height: 700 } });
    expect((await rows(shown)).slice(0, 4)).toEqual([
      ['Difference', 'level', 'plays', 'share'],
      ['changed', 'free', '1229', 'expected 0.18 yours 0.19, differs'],
      ['changed', 'expected paid yours paid·, differs', 'expected 5591 yours 5592, differs', '0.82'],
      ['extra', 'NULL', '0', '0'],
    ]);
  });

  it('shows what a check discloses of a changed row', async () => {
    const half: TableDiff = { ...shortDiff, rows: [{ status: 'changed', actual: ['paid', '1', '2'], cells: [1] }] };
    expect((await rows(await table(half)))[1]).toEqual(['changed', 'paid', '1, differs', '2']);
  });
});

describe('a large table', () => {
  it('scrolls in its own region, with the keyboard, under its head', async () => {
    panel = await lab.open({ messages: states['wide'] ?? [], viewport: { width: 700, height: 600 } });
    const region = panel.page.getByRole('region', { name: 'measurements' });
    expect(await panel.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await region.focus();
    for (let step = 0; step < 5; step++) await panel.page.keyboard.press('ArrowRight');
    await panel.page.keyboard.press('PageDown');
    await expect
      .poll(() => region.evaluate((element: Scrolled) => Math.min(element.scrollTop, element.scrollLeft)))
      .toBeGreaterThan(0);
    const head = await panel.page.getByRole('columnheader', { name: 'measurement_2' }).boundingBox();
    const box = await region.boundingBox();
    expect(Math.round((head?.y ?? 0) - (box?.y ?? 0))).toBeLessThanOrEqual(2);
    const word = await panel.page.getByRole('rowheader').first().boundingBox();
    expect(Math.round((word?.x ?? 0) - (box?.x ?? 0))).toBeLessThanOrEqual(2);
  });

  it('is no stop for the keyboard when there is nothing to scroll', async () => {
    await table(shortDiff);
    expect(await panel.page.getByRole('region', { name: 'Plays' }).getAttribute('tabindex')).toBeNull();
  });
});

describe('limited disclosure', () => {
  it('shows counts without rows', async () => {
    const shown = await table({ ...shortDiff, rows: [], hidden: 6 });
    expect(await shown.count()).toBe(0);
    expect(await panel.page.getByText('3 missing, 3 extra').isVisible()).toBe(true);
    expect(await panel.page.getByText('This check does not show the rows.').isVisible()).toBe(true);
  });

  it('shows the columns when only they differ', async () => {
    const columns: TableDiff['columns'] = [
      both('id'),
      { name: 'city', differs: 'missing', expected: { name: 'city', type: 'text' } },
    ];
    expect(await rows(await table({ ...shortDiff, columns, rows: [], hidden: 0 }))).toEqual([
      ['Difference', 'Expected columns', 'Yours'],
      ['same', 'id', 'id'],
      ['missing', 'city', 'not among yours'],
    ]);
  });
});

it('shows text evidence as two named blocks', async () => {
  await show({ kind: 'text', expected: 'exit code 0', actual: '' });
  expect(squeezed(await panel.page.getByRole('figure', { name: 'Expected' }).innerText())).toBe('Expected exit code 0');
  expect(squeezed(await panel.page.getByRole('figure', { name: 'Yours' }).innerText())).toBe('Yours empty');
});

it('keeps markup in cells, messages and captions as text', async () => {
  const bomb = '<img src=x onerror="harness.posted.push(1)">';
  const diff: TableDiff = {
    ...shortDiff,
    columns: [both(bomb)],
    rows: [{ status: 'changed', expected: [bomb], actual: [`${bomb} `], cells: [0] }],
  };
  const failed = result(0, {
    status: 'failed',
    title: bomb,
    message: bomb,
    help: bomb,
    log: bomb,
    evidence: { kind: 'table', caption: bomb, diff },
  });
  panel = await lab.open({ messages: [{ type: 'run', run: run([failed]), exercise: { ...exercise, title: bomb } }] });
  await panel.page.getByRole('table').waitFor();
  expect(await panel.page.locator('img').count()).toBe(0);
  expect(panel.requests).toEqual([]);
});
