import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CheckRun } from '../../src/core/check/result.js';
import type { PanelExercise, ToPanel } from '../../src/protocol/panel.js';
import { openLab, type Lab, type OpenOptions, type Panel } from './browser.js';
import { exercise, failedResults, hints, ref, result, run } from './fixtures.js';

let lab: Lab;
let panel: Panel;
const open = async (options?: OpenOptions): Promise<Panel> => (panel = await lab.open(options));

beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => panel.close());
afterAll(() => lab.close());

const shown: ToPanel = { type: 'exercise', exercise };
const checking = (runId: string): ToPanel => ({ type: 'checking', ref, runId, tier: 'full' });
const finished = (of: CheckRun = run(failedResults), changes: Partial<PanelExercise> = {}): ToPanel => ({
  type: 'run',
  run: of,
  exercise: { ...exercise, state: 'partial', attempts: 1, best: of.grade.fraction, ...changes },
});
const toggle = (title: string) => panel.page.getByRole('button', { name: title });
const expanded = (title: string) => toggle(title).getAttribute('aria-expanded');
const press = async (key: string): Promise<string> => {
  await panel.page.keyboard.press(key);
  return panel.ask<string>('focusedText()');
};
const ladder = (shownHints: number) => ({
  hints: hints.map((each) => ({ ...each, shown: ['First.', 'Second.', 'Third.'].slice(0, shownHints) })),
});
const resolved = 'Song and artist found by title, artist and length';

describe('on load', () => {
  it('reports ready once, and keeps which exercise it shows', async () => {
    await open({ messages: [shown] });
    await panel.page.getByRole('heading', { level: 1, name: exercise.title }).waitFor();
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    expect(await panel.kept()).toEqual({ ref });
  });

  it('shows nothing of what other windows say', async () => {
    await open({ messages: [shown] });
    for (const stray of ['null', '"text"', '{}', '{"type":"x"}', '42']) {
      await panel.page.evaluate(`postMessage(${stray}, '*')`);
    }
    await panel.send();
    expect(panel.noise).toEqual([]);
  });
});

describe('before the first run', () => {
  it('lists every check with its points and says that it has not run', async () => {
    await open({ messages: [shown] });
    const items = panel.page.getByRole('listitem').filter({ has: panel.page.getByRole('heading', { level: 3 }) });
    expect(await items.count()).toBe(4);
    expect(await panel.page.getByRole('heading', { level: 3 }).first().textContent()).toContain('Not checked yet');
    expect(await items.first().getByText('4 points').count()).toBe(1);
    expect(await panel.page.getByRole('img', { name: 'Not graded yet' }).count()).toBe(1);
  });

  it('has the instructions open and asks for a check', async () => {
    await open({ messages: [shown] });
    expect(await panel.page.getByText('The log says what was').isVisible()).toBe(true);
    await panel.page.getByRole('button', { name: 'Check', exact: true }).click();
    expect(await panel.posted()).toContainEqual({ type: 'check' });
  });

  it('asks for the lab to be started where it is not', async () => {
    await open({ messages: [{ type: 'exercise', exercise: { ...exercise, started: false } }] });
    await panel.page.getByRole('button', { name: 'Start lab' }).click();
    expect(await panel.posted()).toContainEqual({ type: 'action', id: 'start-lab' });
  });
});

describe('while checking', () => {
  it('says so only after 150 ms', async () => {
    await open({ messages: [shown], frozen: true });
    await panel.send(checking('a'));
    const words = panel.page.getByText('Checking…');
    expect(await panel.page.getByRole('region', { name: 'Checks' }).getAttribute('aria-busy')).toBe('true');
    await panel.page.clock.runFor(149);
    expect(await words.count()).toBe(0);
    await panel.page.clock.runFor(1);
    expect(await words.count()).toBe(1);
    await panel.send(finished(run(failedResults, { id: 'a' })));
    expect(await words.count()).toBe(0);
    expect(await panel.page.getByRole('region', { name: 'Checks' }).getAttribute('aria-busy')).toBe('false');
  });

  it('shows results as they come and ignores those of a run that is not the current one', async () => {
    await open({ messages: [shown, checking('a'), checking('b')] });
    await panel.send({ type: 'result', runId: 'a', result: result(0) });
    expect(await toggle('Passed').count()).toBe(0);
    await panel.send({ type: 'result', runId: 'b', result: result(1) });
    expect(await toggle('Passed').count()).toBe(1);
    await panel.send(finished(run(failedResults, { id: 'a' })));
    expect(await panel.page.getByText('40').count()).toBe(0);
  });
});

describe('quick and full checks', () => {
  const tiered: PanelExercise = { ...exercise, tiers: ['quick', 'full'], quickData: '3 days of data' };
  const quick: ToPanel = { type: 'checking', ref, runId: 'q', tier: 'quick' };
  const full: ToPanel = { type: 'checking', ref, runId: 'f', tier: 'full', follows: 'q' };

  it('say what is being checked on how much data, and tell when the quick one has passed', async () => {
    await open({ messages: [{ type: 'exercise', exercise: tiered }], frozen: true });
    await panel.send(quick);
    await panel.page.clock.runFor(150);
    expect(await panel.page.getByText('Quick check on 3 days of data…').isVisible()).toBe(true);
    await panel.send({ type: 'result', runId: 'q', result: result(0) }, full);
    const words = 'The quick check on 3 days of data passed. The full check is running…';
    expect(await panel.page.locator('.verdict').innerText()).toBe(words);
    expect(await panel.page.locator('#announcer').textContent()).toBe(words);
    expect(await toggle('Passed').count()).toBe(1);
  });

  it('say of a quick run that it was not the whole', async () => {
    const partial = run(failedResults, { tier: 'quick' });
    await open({ messages: [shown, { type: 'run', run: partial, exercise: { ...tiered, attempts: 1 } }] });
    expect(await panel.page.getByText('This was the quick check on 3 days of data').isVisible()).toBe(true);
    await panel.send(finished(run(failedResults, { id: 'run-2', tier: 'full' })));
    expect(await panel.page.getByText('This was the quick check').count()).toBe(0);
  });
});

describe('after a run', () => {
  it('opens what failed, folds what passed, and puts the instructions away', async () => {
    await open({ messages: [shown, finished()] });
    expect(await expanded('Failed: Song')).toBe('true');
    expect(await expanded('Passed: One songplay')).toBe('false');
    expect(await panel.page.getByText('The log says what was').isVisible()).toBe(false);
    expect(await panel.page.getByRole('img', { name: '10 of 25 points' }).count()).toBe(1);
    expect(await panel.page.getByRole('button', { name: 'Check again' }).count()).toBe(1);
  });

  it('remembers that the instructions were opened again', async () => {
    await open({ messages: [shown, finished()] });
    await panel.page.getByText('Instructions', { exact: true }).click();
    await panel.send(checking('run-2'), finished(run(failedResults, { id: 'run-2' })));
    expect(await panel.page.getByText('The log says what was').isVisible()).toBe(true);
    const kept = await panel.kept();
    expect(kept).toEqual({ ref, instructionsOpen: true });
    await panel.close();
    await open({ messages: [shown, finished()], kept });
    expect(await panel.page.getByText('The log says what was').isVisible()).toBe(true);
  });

  it('reports the run as painted once, after a frame', async () => {
    await open();
    await panel.page.evaluate(`{
      const frame = requestAnimationFrame;
      window.requestAnimationFrame = (callback) => frame((time) => { harness.posted.push('frame'); callback(time); });
    }`);
    await panel.send(shown, finished());
    await panel.page.waitForFunction(`harness.posted.some((message) => message.type === 'rendered')`);
    await panel.send(
      { type: 'exercise', exercise: { ...exercise, state: 'partial' } },
      { type: 'notice', message: 'x' },
    );
    const posted = await panel.posted();
    expect(posted).toEqual([{ type: 'ready' }, 'frame', { type: 'rendered', runId: 'run-1' }]);
  });

  it('reports nothing as painted for a run that was stored before', async () => {
    await open({
      messages: [{ type: 'exercise', exercise: { ...exercise, state: 'partial', lastRun: run(failedResults) } }],
    });
    await panel.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect(await expanded('Failed: Song')).toBe('true');
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
  });

  it('announces the verdict once per run, also when it reads the same', async () => {
    await open({ messages: [shown] });
    await panel.ask('listenToAnnouncer()');
    await panel.send(finished());
    await panel.send(checking('run-2'), { type: 'result', runId: 'run-2', result: result(0) });
    await panel.send(finished(run(failedResults, { id: 'run-2' })));
    const heard = await panel.ask<string[]>('heard');
    expect(heard).toHaveLength(2);
    expect(heard[0]).toContain('One thing to fix.');
    expect(heard[0]).toContain('40\u00a0%');
  });

  it('makes going on the main button after a pass', async () => {
    const passed = run([0, 1, 2, 3].map((index) => result(index)));
    await open({ messages: [shown, finished(passed)] });
    const next = panel.page.getByRole('button', { name: 'Next exercise' });
    expect(await next.getAttribute('secondary')).toBeNull();
    await next.click();
    expect(await panel.posted()).toContainEqual({ type: 'next' });
  });

  it('tells an error from a mistake', async () => {
    await open({ messages: [shown, finished(run([result(0, { status: 'error', message: 'The server stopped.' })]))] });
    expect(await expanded('Could not be checked')).toBe('true');
    expect(await panel.page.getByText('This is not your mistake').isVisible()).toBe(true);
    expect(await panel.page.getByText('not graded this time').isVisible()).toBe(true);
  });

  it('opens the place in the file', async () => {
    await open({ messages: [shown, finished()] });
    await panel.page.getByRole('button', { name: 'Open sql_queries.py:61' }).click();
    expect(await panel.posted()).toContainEqual({
      type: 'open-location',
      location: { file: 'sql_queries.py', line: 61 },
    });
  });

  it('opens the place of several lines as a whole', async () => {
    const location = { file: 'etl.py', line: 48, column: 5, endLine: 51, endColumn: 20 };
    await open({ messages: [shown, finished(run([result(0, { status: 'failed', location })]))] });
    await panel.page.getByRole('button', { name: 'Open etl.py:48–51' }).click();
    expect(await panel.posted()).toContainEqual({ type: 'open-location', location });
  });

  it('lists attempts, and shows the solution where it may be shown', async () => {
    await open({ messages: [shown, finished()] });
    await panel.page.getByRole('button', { name: 'Attempts…' }).click();
    expect(await panel.page.getByRole('button', { name: 'Show solution' }).count()).toBe(0);
    await panel.send({
      type: 'exercise',
      exercise: { ...exercise, state: 'partial', attempts: 1, solution: { allowed: true } },
    });
    await panel.page.getByRole('button', { name: 'Show solution' }).click();
    expect((await panel.posted()).slice(-2)).toEqual([{ type: 'attempts' }, { type: 'solution' }]);
  });

  it('offers no attempts before the first', async () => {
    await open({ messages: [shown] });
    expect(await panel.page.getByRole('button', { name: 'Attempts…' }).count()).toBe(0);
  });

  it('shows what a script printed as text, folded, without what only a terminal understands', async () => {
    const log = `${String.fromCharCode(27)}[31mTraceback${String.fromCharCode(27)}[0m\n1/3\r3/3 files`;
    await open({ messages: [shown, finished(run([result(0, { kind: 'python.run', status: 'failed', log })]))] });
    const text = panel.page.locator('.log pre');
    expect(await text.isVisible()).toBe(false);
    await panel.page.getByText('Output', { exact: true }).click();
    expect(await text.innerText()).toBe('Traceback\n3/3 files');
  });

  it('shows the log on demand', async () => {
    await open({ messages: [shown, finished()] });
    await toggle('runs to the end').click();
    await panel.page.getByText('Log', { exact: true }).click();
    expect(await panel.page.getByText('30/30 files processed.').isVisible()).toBe(true);
  });
});

describe('with the keyboard', () => {
  it('goes through the panel in reading order', async () => {
    await open({ messages: [shown, finished()] });
    const order: string[] = [];
    for (let step = 0; step < 17; step++) order.push(await press('Tab'));
    expect(order).toEqual([
      'Check again',
      'Next exercise',
      'Instructions',
      expect.stringContaining('Requirements'),
      ...['R1', 'R2', 'R3'].map((id) => expect.stringContaining(`requirement ${id}`)),
      expect.stringContaining('Passed: etl.py runs'),
      expect.stringContaining('Passed: One songplay'),
      expect.stringContaining('Failed: Song and artist'),
      'Open sql_queries.py:61',
      'Show side by side',
      'Requirement R2',
      'Next hint',
      expect.stringContaining('Skipped: Running'),
      'Attempts…',
      'Reset exercise…',
    ]);
    await press('Enter');
    expect(await panel.posted()).toContainEqual({ type: 'reset' });
  });

  it.each(['Enter', 'Space'])('folds and unfolds a check with %s', async (key) => {
    await open({ messages: [shown, finished()] });
    await toggle('Passed: One songplay').focus();
    await press(key);
    expect(await expanded('Passed: One songplay')).toBe('true');
    await press(key);
    expect(await expanded('Passed: One songplay')).toBe('false');
  });

  it('presses a button with the space key and keeps the page from scrolling', async () => {
    await open({ messages: [shown, finished()] });
    await panel.page.evaluate("addEventListener('keydown', (event) => { harness.scrolls = !event.defaultPrevented; })");
    await panel.page.getByRole('button', { name: 'Check again' }).focus();
    await press('Space');
    expect(await panel.page.evaluate('harness.scrolls')).toBe(false);
    expect(await panel.posted()).toContainEqual({ type: 'check' });
  });

  it('asks for a hint, stays on the button, and goes to the last hint when the button goes', async () => {
    await open({ messages: [shown, finished(undefined, ladder(1))] });
    await panel.page.getByRole('button', { name: 'Next hint' }).focus();
    await press('Enter');
    expect(await panel.posted()).toContainEqual({ type: 'hint', checkId: 'row-resolved' });
    await panel.send({ type: 'exercise', exercise: { ...exercise, state: 'partial', ...ladder(2) } });
    expect(await panel.ask<string>('focusedText()')).toBe('Next hint');
    await press('Enter');
    await panel.send({ type: 'exercise', exercise: { ...exercise, state: 'partial', ...ladder(3) } });
    expect(await panel.ask<string>('focusedText()')).toBe('Hint 3 of 3Third.');
  });

  it('keeps focus and place while results come in', async () => {
    await open({ messages: [shown, finished()], viewport: { width: 700, height: 400 } });
    await toggle('Failed: Song').focus();
    await panel.page.evaluate('scrollTo(0, 180)');
    await panel.send(checking('b'), { type: 'result', runId: 'b', result: result(0) });
    await panel.send(finished(run(failedResults, { id: 'b' })));
    expect(await panel.ask<string>('focusedText()')).toContain(resolved);
    expect(await panel.page.evaluate('scrollY')).toBe(180);
  });

  it('keeps a check folded that the learner folded, until its outcome changes', async () => {
    await open({ messages: [shown, finished()] });
    await toggle('Failed: Song').click();
    await panel.send(checking('b'), finished(run(failedResults, { id: 'b' })));
    expect(await expanded('Failed: Song')).toBe('false');
    const passed = failedResults.map((each, index) => (index === 2 ? result(2) : each));
    await panel.send(checking('c'), finished(run(passed, { id: 'c' })));
    await panel.send(checking('d'), finished(run(failedResults, { id: 'd' })));
    expect(await expanded('Failed: Song')).toBe('true');
  });
});

describe('a problem', () => {
  const problem: ToPanel = {
    type: 'problem',
    message: 'Port 5432 is taken.',
    cure: 'Stop the other server.',
    action: { id: 'retry', label: 'Try again' },
  };

  it('is an alert with its cure and one button', async () => {
    await open({ messages: [shown, problem] });
    const alert = panel.page.getByRole('alert');
    expect(await alert.textContent()).toMatch(/Port 5432 is taken\.\s+Stop the other server\./u);
    await alert.getByRole('button', { name: 'Try again' }).click();
    expect(await panel.posted()).toContainEqual({ type: 'action', id: 'retry' });
  });

  it('is shown without an exercise too', async () => {
    await open({ messages: [problem] });
    expect(await panel.page.getByText('Port 5432 is taken.').isVisible()).toBe(true);
    expect(await panel.page.getByText('Open an exercise').count()).toBe(0);
  });
});
