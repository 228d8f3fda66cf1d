import { expect, it } from 'vitest';
import { firstLab, newest, stickers } from '../support/first-course.js';
import type { At } from '../support/window.js';

/** The mistake is mended. */
export const rightAnswer = (at: At): void => {
  it('turns everything green', async () => {
    const { editor, feedback, labs, statusBar, problems, screens } = at.window;
    await editor.writeAndSave(stickers.file, stickers.right);
    await feedback.grade(/^100\s%, 4 of 4 points/).waitFor();
    await feedback.check('Passed', stickers.checks.songs).waitFor();
    await feedback.check('Passed', stickers.checks.columns).waitFor();
    await labs.row(`${stickers.title}, exercise, passed, 4/4 points`).waitFor();
    expect(await statusBar.exerciseLabel()).toBe(`${firstLab}, ${stickers.title}, passed, 4/4 points`);
    await feedback.scrollToTop();
    await screens.take('10-passed');
    await screens.takeForReadme('passed', 'light');
    await problems.open();
    expect(await problems.ours.count()).toBe(0);
    await problems.close();
  });

  it('leads on to the next exercise', async () => {
    const { editor, feedback, labs } = at.window;
    await feedback.button('Next exercise').click();
    await editor.tab(newest.name, 1).waitFor();
    await feedback.shows(newest.title);
    expect(await labs.row(newest.title).getAttribute('aria-selected')).toBe('true');
  });
};
