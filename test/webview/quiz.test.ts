import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab, type OpenOptions, type Panel } from './browser.js';
import { quiz } from './fixtures.js';
import { states } from './states.js';

let lab: Lab;
let panel: Panel;
const open = async (options: OpenOptions): Promise<Panel> => (panel = await lab.open(options));
const fresh = { messages: [{ type: 'exercise' as const, exercise: quiz }] };
const submitted = { messages: states['quiz-submitted'] ?? [] };

beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => panel.close());
afterAll(() => lab.close());

const submit = () => panel.page.getByRole('button', { name: /^Submit/u });
const option = (name: string) => panel.page.getByLabel(name);

describe('an open quiz', () => {
  it('is one named group of native inputs per question', async () => {
    await open(fresh);
    const first = panel.page.getByRole('group', { name: /Question 1 of 2 What is the grain of songplays/u });
    expect(await first.getByRole('radio').count()).toBe(3);
    const second = panel.page.getByRole('group', { name: /Question 2 of 2 .*Choose all that apply/u });
    expect(await second.getByRole('checkbox').count()).toBe(3);
    expect(await panel.page.getByRole('button', { name: 'Check' }).count()).toBe(0);
  });

  it('can be submitted only when every question is answered, and says how many are left', async () => {
    await open(fresh);
    expect(await submit().isDisabled()).toBe(true);
    expect(await panel.page.getByText('2 questions left to answer').count()).toBe(1);
    await option('One row for every NextSong event').check();
    expect(await panel.page.getByText('1 question left to answer').count()).toBe(1);
    await submit().click({ force: true });
    expect(await panel.posted()).toEqual([{ type: 'ready' }]);
    await option('Catching the error').check();
    await option('ON CONFLICT').check();
    await submit().click();
    expect(await panel.posted()).toContainEqual({
      type: 'submit-quiz',
      answers: { grain: ['event'], conflict: ['upsert', 'try'] },
    });
  });

  it('is answered with the keyboard alone', async () => {
    await open(fresh);
    await option('One row for every NextSong event').focus();
    await panel.page.keyboard.press('ArrowDown');
    expect(await option('One row for every session').isChecked()).toBe(true);
    await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.press('Space');
    expect(await option('ON CONFLICT').isChecked()).toBe(true);
    await submit().focus();
    await panel.page.keyboard.press('Enter');
    expect(await panel.posted()).toContainEqual({
      type: 'submit-quiz',
      answers: { grain: ['session'], conflict: ['upsert'] },
    });
  });

  it('keeps answers that were not submitted through a reload', async () => {
    await open(fresh);
    await option('One row for every user and day').check();
    const kept = await panel.kept();
    await panel.close();
    await open({ ...fresh, kept });
    expect(await option('One row for every user and day').isChecked()).toBe(true);
  });

  it('does not bring answers kept for another quiz', async () => {
    await open({ ...fresh, kept: { ref: { ...quiz.ref, exerciseId: 'other' }, answers: { grain: ['event'] } } });
    await option('One row for every NextSong event').waitFor();
    expect(await panel.page.getByRole('radio', { checked: true }).count()).toBe(0);
  });
});

it('carries nothing over to another quiz, and finds its own answers again', async () => {
  await open(fresh);
  await option('One row for every NextSong event').check();
  const other = { ...quiz, ref: { ...quiz.ref, exerciseId: 'other' } };
  await panel.send({ type: 'exercise', exercise: other });
  expect(await panel.page.locator('input:checked').count()).toBe(0);
  await panel.send(...fresh.messages);
  expect(await option('One row for every NextSong event').isChecked()).toBe(true);
});

describe('a submitted quiz', () => {
  it('marks each question with a word, its points and what was said of the answer', async () => {
    await open(submitted);
    const second = panel.page.getByRole('group', { name: /Question 2/u });
    expect(await second.innerText()).toMatch(/Not right\s+Catching the error leaves[\s\S]*0 \/ 1/u);
    expect(await panel.page.getByRole('group', { name: /Question 1/u }).innerText()).toContain('Right');
    expect(await option('ON CONFLICT').isChecked()).toBe(true);
  });

  it('drops the mark of an answer that is changed, and can then be submitted again', async () => {
    await open(submitted);
    expect(await submit().isDisabled()).toBe(true);
    await option('Catching the error').uncheck();
    expect(await panel.page.getByText('Not right').count()).toBe(0);
    expect(await panel.page.getByText('Right', { exact: true }).count()).toBe(1);
    await submit().click();
    expect(await panel.posted()).toContainEqual({
      type: 'submit-quiz',
      answers: { grain: ['event'], conflict: ['upsert'] },
    });
  });

  it('starts over with nothing chosen', async () => {
    await open(submitted);
    await panel.page.getByRole('button', { name: 'Start over' }).click();
    expect(await panel.page.locator('input:checked').count()).toBe(0);
    expect(await panel.page.getByText('2 questions left to answer').count()).toBe(1);
  });
});
