import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CheckStatus } from '../../src/core/vocabulary.js';
import type { ToPanel } from '../../src/protocol/panel.js';
import { requirementRows } from '../../src/webview/requirements-model.js';
import type { CheckRow } from '../../src/webview/state.js';
import { openLab, type Lab, type Panel } from './browser.js';
import { exercise, failedResults, ref, result, run } from './fixtures.js';

const row = (requirement: string, status?: CheckStatus, pending = false): CheckRow => ({
  heading: { checkId: requirement, title: 'T', requirement, maxPoints: 1 },
  result: status && result(0, { status }),
  pending,
});

describe('a requirement', () => {
  const markOf = (rows: readonly CheckRow[], slow = false) => requirementRows({ R1: 'One' }, rows, slow)[0]?.mark;

  it.each<[string, readonly (CheckStatus | undefined)[]]>([
    ['passed', ['passed', 'passed']],
    ['failed', ['passed', 'failed', 'error']],
    ['timeout', ['passed', 'timeout', 'skipped']],
    ['error', ['passed', 'error', 'skipped']],
    ['skipped', ['passed', 'skipped']],
    ['idle', ['passed', undefined]],
    ['idle', []],
  ])('is %s when its checks are %j', (mark, statuses) => {
    expect(markOf(statuses.map((status) => row('R1', status)))).toBe(mark);
  });

  it('waits only when the wait is long enough to be shown', () => {
    expect(markOf([row('R1', 'passed', true)])).toBe('passed');
    expect(markOf([row('R1', 'passed', true)], true)).toBe('pending');
  });

  it('counts its own checks', () => {
    const rows = requirementRows({ R1: 'One', R2: 'Two' }, [row('R1', 'passed'), row('R1'), row('R2')], false);
    expect(rows.map(({ id, checks, passed }) => [id, checks, passed])).toEqual([
      ['R1', 2, 1],
      ['R2', 1, 0],
    ]);
  });
});

describe('the requirements in the panel', () => {
  let lab: Lab;
  let panel: Panel;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterEach(() => panel.close());
  afterAll(() => lab.close());

  const messages: readonly ToPanel[] = [
    { type: 'exercise', exercise },
    { type: 'run', run: run(failedResults), exercise: { ...exercise, state: 'partial', attempts: 1 } },
  ];
  const requirement = (name: string) =>
    panel.page.getByRole('button', { name: new RegExp(`: requirement ${name}`, 'u') });
  const titles = () => panel.page.locator('delabs-check-item h3').allInnerTexts();

  it('are listed with their state in words', async () => {
    panel = await lab.open({ messages });
    expect(await panel.page.getByRole('button', { name: /Met: requirement R1/u }).count()).toBe(1);
    expect(await panel.page.getByRole('button', { name: /Not met: requirement R2/u }).count()).toBe(1);
    expect(await panel.page.getByRole('button', { name: /Not checked yet: requirement R3/u }).count()).toBe(1);
    expect(await panel.page.getByText('1 of 3 met').isVisible()).toBe(true);
  });

  it('show their own checks when chosen, by keyboard too, and all again', async () => {
    panel = await lab.open({ messages });
    await requirement('R2').focus();
    await panel.page.keyboard.press('Enter');
    expect(await requirement('R2').getAttribute('aria-pressed')).toBe('true');
    expect(await titles()).toEqual([expect.stringContaining('Song and artist found')]);
    expect(await panel.page.getByRole('region', { name: 'Checks of R2' }).count()).toBe(1);
    expect(await panel.page.locator('#announcer').textContent()).toBe('1 check of R2.');
    await panel.page.getByRole('button', { name: 'Show all 4 checks' }).focus();
    await panel.page.keyboard.press('Space');
    expect(await titles()).toHaveLength(4);
    expect(await panel.ask<string>('focusedText()')).toContain('R2');
  });

  it('are chosen from a check that names them, and left again by choosing them once more', async () => {
    panel = await lab.open({ messages });
    await panel.page.getByRole('button', { name: 'Requirement R2', exact: true }).click();
    expect(await titles()).toHaveLength(1);
    await requirement('R2').click();
    expect(await titles()).toHaveLength(4);
  });

  it('stay chosen through a check, and not in another exercise', async () => {
    panel = await lab.open({ messages });
    await requirement('R1').click();
    await panel.send({ type: 'checking', ref, runId: 'b', tier: 'full' });
    expect(await titles()).toHaveLength(1);
    await panel.send({ type: 'exercise', exercise: { ...exercise, ref: { ...ref, exerciseId: 'other' } } });
    expect(await titles()).toHaveLength(4);
  });

  it('stay folded when the learner folded them', async () => {
    panel = await lab.open({ messages });
    await panel.page.getByText('Requirements', { exact: true }).click();
    expect(await requirement('R1').isVisible()).toBe(false);
    expect(await panel.kept()).toEqual({ ref, requirementsOpen: false });
  });
});
