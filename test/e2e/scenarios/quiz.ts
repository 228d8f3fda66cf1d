import { expect, it } from 'vitest';
import { quiz } from '../support/first-course.js';
import type { At } from '../support/window.js';

/** Places of the right options, question by question. */
const right: readonly (readonly number[])[] = [[2], [2], [3], [2, 4], [3], [1, 3, 4, 5]];

const choose = async (at: At, question: number, options: readonly number[]): Promise<void> => {
  const inputs = at.window.feedback.question(question).locator('input');
  for (const option of options) await inputs.nth(option - 1).check();
};

/** A quiz is answered, marked, and answered better. */
export const answerQuiz = (at: At): void => {
  it('opens as a panel, and wants every question answered', async () => {
    const { labs, feedback, screens } = at.window;
    await labs.open();
    await labs.expand('Shape and keep data');
    await labs.click(quiz.title);
    await feedback.shows(quiz.title);
    expect(await feedback.frame.locator('fieldset').count()).toBe(quiz.questions);
    await choose(at, 1, [1]);
    expect(await feedback.button('Submit answers').getAttribute('aria-disabled')).toBe('true');
    await screens.take('14-quiz');
  });

  it('marks every answer, with what its author says to it', async () => {
    const { labs, feedback, screens } = at.window;
    for (const [index, options] of right.entries()) if (index > 0) await choose(at, index + 1, options);
    await feedback.button('Submit answers').click();
    await feedback.grade(/5 of 6 points/).waitFor();
    expect(await feedback.question(1).innerText()).toContain('Not right');
    expect(await feedback.question(2).innerText()).toContain('Right');
    await labs.row(`${quiz.title}, quiz, passed, graded, 5/6 points`).waitFor();
    await screens.take('15-quiz-submitted');
    await screens.takeForReadme('quiz', 'dark');
  });

  it('takes a better answer', async () => {
    const { labs, feedback } = at.window;
    await choose(at, 1, right[0] ?? []);
    await feedback.button('Submit again').click();
    await feedback.grade(/6 of 6 points/).waitFor();
    await labs.row(`${quiz.title}, quiz, passed, graded, 6/6 points`).waitFor();
  });
};
