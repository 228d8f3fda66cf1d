import { describe, expect, it } from 'vitest';
import { renderResult } from '../../../src/core/check/text/render-result.js';
import { renderRun } from '../../../src/core/check/text/render-run.js';
import { ansiStyle, plainStyle } from '../../../src/core/check/text/style.js';
import { displayWidth } from '../../../src/core/check/text/width.js';
import type { CheckRun } from '../../../src/core/check/result.js';
import { failedTable, result, runOf } from './runs.js';
import { table } from './support.js';

const spec = 'songplay_id:integer song level duration:decimal start_time:timestamp';
const plays = table(spec, [
  [1, 'Intro', 'free', '268.12', '2018-11-01 10:00:00'],
  [2, null, 'paid', '197.4', '2018-11-01 11:30:00'],
  [3, '日本語の歌', 'paid', '100', '2018-11-02 09:00:00'],
  [4, 'NULL', 'free', '5', '2018-11-02 09:00:01'],
  [5, 'Last', 'free', '6', '2018-11-03 09:00:00'],
]);
const wrongPlays = table(spec, [
  [1, 'Intro', 'FREE', '268.12', '2018-11-01 10:00:00'],
  [2, 'NULL', 'paid', '197.4', '2018-11-01 11:30:00'],
  [3, '日本語の歌 🎵', 'paid', '100', '2018-11-02 09:00:00'],
  [5, 'Last', 'free', '6', '2018-11-03 09:00:00'],
  [9, ' \u001b[31mred\nline', 'free', '1', '2018-12-01 00:00:00'],
]);

const mixedRun = async (): Promise<CheckRun> =>
  runOf('Resolve the song of every play', [
    result({ title: 'The script runs', durationMs: 1234, maxPoints: 2 }),
    {
      ...(await failedTable('Every play has its song', plays, wrongPlays)),
      maxPoints: 5,
      location: { file: 'queries/songplays.sql', line: 12, column: 3 },
    },
    result({
      title: 'Rows stay when it runs twice',
      status: 'skipped',
      message: 'Not run, because this check must pass first: Every play has its song.',
      points: 0,
    }),
    result({
      title: 'The most played songs come first',
      status: 'timeout',
      message: 'Stopped after 10 seconds.',
      help: 'Look for a join without a condition.',
      durationMs: 10_004,
    }),
  ]);

const brokenRun = runOf(
  'Load the data',
  [
    result({ title: 'The table exists', maxPoints: 3 }),
    result({
      title: 'The table has its rows',
      status: 'error',
      message: 'PostgreSQL stopped while the check ran.',
      help: 'Start the lab again.',
      log: 'LOG:  server process was terminated\n\u001b[31mLOG:  shutting down\n',
    }),
    result({ title: 'The rows are sorted', status: 'cancelled', message: 'Cancelled.' }),
  ],
  { environment: [] },
);

const golden = (name: string): string => `./golden/${name}.txt`;

describe('a check run as text', () => {
  it('with failures, 100 columns wide', async () => {
    await expect(renderRun(await mixedRun(), plainStyle, 100)).toMatchFileSnapshot(golden('mixed-100'));
  });

  it('with failures, 60 columns wide', async () => {
    await expect(renderRun(await mixedRun(), plainStyle, 60)).toMatchFileSnapshot(golden('mixed-60'));
  });

  it('in colour', async () => {
    const shown = renderRun(await mixedRun(), ansiStyle, 100).replaceAll('\u001b', '␛');
    await expect(shown).toMatchFileSnapshot(golden('mixed-ansi'));
  });

  it('that passed', async () => {
    const run = runOf('Create the tables', [result({ title: 'songs', maxPoints: 2 }), result({ title: 'artists' })]);
    await expect(renderRun(run, plainStyle, 80)).toMatchFileSnapshot(golden('passed'));
  });

  it('that could not be checked', async () => {
    await expect(renderRun(brokenRun, plainStyle, 80)).toMatchFileSnapshot(golden('broken'));
  });

  it('with columns, order and text that differ', async () => {
    const columns = await failedTable('Names', table('id:integer level n:integer', [[1, 'x', 2]]), table('id:integer count:integer level extra', [[1, 2, 'x', 'y']])); // prettier-ignore
    const order = await failedTable('Order', table('n:integer', [[1], [2], [3]]), table('n:integer', [[3], [2], [1]]), { order: 'exact' }); // prettier-ignore
    const text = result({ title: 'Output', status: 'failed', message: 'The output differs.', evidence: { kind: 'text', expected: 'a\nb\n', actual: Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n') } }); // prettier-ignore
    await expect(renderRun(runOf('Many ways', [columns, order, text]), plainStyle, 80)).toMatchFileSnapshot(
      golden('ways'),
    );
  });
});

const visible = (text: string): string => text.replaceAll(/\p{Cc}\[\d+m/gu, '');

describe('rendering', () => {
  it.each([40, 60, 80, 120])('keeps to %i columns', async (width) => {
    for (const run of [await mixedRun(), brokenRun]) {
      for (const line of renderRun(run, plainStyle, width).split('\n')) {
        expect(displayWidth(line), line).toBeLessThanOrEqual(width);
      }
    }
  });

  it('says the same with and without colour', async () => {
    const run = await mixedRun();
    expect(visible(renderRun(run, ansiStyle, 80))).toBe(renderRun(run, plainStyle, 80));
  });

  it('lets nothing that was stored drive the terminal', async () => {
    const nasty = '\u001b]0;title\u0007\u001b[2J\r\u009b31m';
    const run = runOf(nasty, [
      result({ title: nasty, status: 'failed', message: nasty, help: nasty, location: { file: nasty, line: 1 } }),
      result({ status: 'failed', evidence: { kind: 'text', expected: nasty, actual: nasty } }),
      await failedTable(
        nasty,
        table([{ name: nasty, type: 'text' }], [[nasty]]),
        table([{ name: nasty, type: 'text' }], [['x']]),
      ),
    ]);
    expect(renderRun({ ...run, environment: [nasty] }, plainStyle, 80).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('keeps the columns that differ when not all fit', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `column_${i}`);
    const row = (last: string) => table(names.join(' '), [names.map((name, i) => (i === 11 ? last : name))]);
    const shown = renderResult(await failedTable('Wide', row('right'), row('wrong')), plainStyle, 60);
    expect(shown).toContain('[wrong]');
    expect(shown).toMatch(/… \d+ columns not shown: /);
  });

  it('streams one result at a time', async () => {
    const run = await mixedRun();
    for (const one of run.results) {
      expect(renderRun(run, plainStyle, 80)).toContain(renderResult(one, plainStyle, 80));
    }
  });
});
