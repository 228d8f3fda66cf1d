import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLab, type Lab, type Panel } from './browser.js';
import { gradesCourses, gradesStates } from './grades-states.js';

let lab: Lab;
let panel: Panel;
const open = async (name: string): Promise<void> => {
  panel = await lab.open({ page: 'grades', messages: gradesStates[name] ?? [] });
  await panel.page.getByRole('heading', { level: 1, name: 'Grades' }).waitFor();
};

beforeAll(async () => {
  lab = await openLab();
});
afterEach(() => panel.close());
afterAll(() => lab.close());

const rows = async (course: string): Promise<readonly string[]> => {
  const texts = await panel.page.getByRole('table', { name: course }).getByRole('row').allInnerTexts();
  return texts.map((text) => text.replaceAll(/[\s\u00a0]+/gu, ' ').trim());
};

describe('the grades', () => {
  it('list every assessment with weight, best attempt, attempts, pass line and result', async () => {
    await open('grades');
    expect(await rows('Data modelling')).toEqual([
      'Assessment Weight Best attempt Attempts Pass line Result',
      'First tables lab, Model data – none 100 % 10 of 10 points 3 80 % passed practice',
      'Model the shop in PostgreSQL lab, Model data 70 % 87 % 61.5 of 70 points 41 80 % passed',
      'Keys and normal forms quiz, Keys 10 % 60 % 6 of 10 points 1 80 % not passed',
      'One wide table for every query, and why that is sometimes right lab, Keys 20 % – 0 of 20 points 0 80 % not attempted',
      'More keys quiz, Keys – none – 0 of 5 points 0 80 % not attempted optional',
      "broken lab, Model data – none Line 4: grading must be graded or practice. 0 80 % can't be read",
      'Course 100 % 67 % 67.5 of 100 points 1 of 3 passed',
    ]);
    expect((await rows('Practice only')).at(-1)).toBe('Course Nothing in this course counts.');
  });

  it('open what they list, and are exported', async () => {
    await open('grades');
    await panel.page.getByRole('button', { name: 'Keys and normal forms' }).click();
    await panel.page.getByRole('button', { name: 'Export CSV…' }).click();
    await panel.page.getByRole('button', { name: 'Export JSON…' }).focus();
    await panel.page.keyboard.press('Enter');
    expect(await panel.posted()).toEqual([
      { type: 'ready' },
      { type: 'open', courseId: 'modelling', itemId: 'quiz-keys' },
      { type: 'export', format: 'csv' },
      { type: 'export', format: 'json' },
    ]);
  });

  it('keep the place while they are brought up to date', async () => {
    await open('grades');
    await panel.page.getByRole('button', { name: 'A practice lab' }).focus();
    await panel.send({ type: 'grades', courses: gradesCourses.map((course) => ({ ...course })) });
    expect(await panel.ask<string>('focusedText()')).toBe('A practice lab');
  });

  it('say that there is nothing, or what is wrong', async () => {
    await open('grades-none');
    expect(await panel.page.getByText('There is no course yet.').isVisible()).toBe(true);
    await panel.send(...(gradesStates['grades-problem'] ?? []));
    expect(await panel.page.getByRole('alert').textContent()).toMatch(/ended too often.*Restart it/u);
  });
});
