import { expect, it } from 'vitest';
import { firstLab, newest, stickers } from '../support/first-course.js';
import type { At } from '../support/window.js';

/** A query that runs and gives other rows than asked for. */
export const wrongAnswer = (at: At): void => {
  it('shows the failing check with its message and the rows that differ', async () => {
    const { editor, feedback, screens } = at.window;
    await editor.writeAndSave(stickers.file, stickers.wrong);
    await feedback.grade(/^0\s%, 0 of 4 points/).waitFor();
    await feedback.check('Failed', stickers.checks.songs).waitFor();
    await feedback.check('Skipped', stickers.checks.columns).waitFor();
    await feedback.rows('extra').filter({ hasText: 'Otter Weather' }).waitFor();
    expect(await feedback.rows('extra').count()).toBe(6);
    await screens.take('07-failed');
    await screens.takeForReadme('feedback', 'dark');
  });

  it('tells the tree and the status bar', async () => {
    const { labs, statusBar } = at.window;
    await labs.row(`${stickers.title}, exercise, failed, 0/4 points`).waitFor();
    await labs.row('First queries, lab, in progress').waitFor();
    expect(await statusBar.exerciseLabel()).toBe(`${firstLab}, ${stickers.title}, failed, 0/4 points`);
  });

  it('gives one hint after the other, and no more than there are', async () => {
    const { feedback, screens } = at.window;
    await feedback.button('Show hint').click();
    await feedback.hints.nth(0).waitFor();
    await feedback.button('Next hint').click();
    await feedback.hints.nth(1).waitFor();
    await feedback.button('Next hint').click();
    await feedback.hints.nth(2).waitFor();
    expect(await feedback.button('Next hint').count()).toBe(0);
    expect(await feedback.hints.count()).toBe(3);
    await feedback.hints.last().scrollIntoViewIfNeeded();
    await screens.take('08-hints');
  });

  it('leads from the message to the line, and shows a problem in the Problems view', async () => {
    const { editor, feedback, problems, screens } = at.window;
    await feedback.button(new RegExp(`${stickers.name}:1`)).click();
    await editor.cursorIsOnLine(1);
    await problems.open();
    await problems.ours.first().waitFor();
    expect(await problems.ours.count()).toBe(1);
    await screens.take('09-problems');
    await problems.close();
  });
};

/** A query that PostgreSQL refuses. */
export const syntaxError = (at: At): void => {
  it('is told with the place, in the panel and as a problem of that line', async () => {
    const { editor, feedback, problems, screens } = at.window;
    await editor.writeAndSave(newest.file, newest.broken);
    await feedback.check('Failed', newest.checks.songs).waitFor();
    await screens.take('11-syntax-error');
    await feedback
      .button(new RegExp(`${newest.name}:3`))
      .first()
      .click();
    await editor.cursorIsOnLine(3);
    await problems.open();
    await problems.ours.first().waitFor();
    expect(await problems.ours.first().innerText()).toMatch(/\[Ln 3, Col/);
    await problems.close();
  });

  it('is no problem any more as soon as the learner types', async () => {
    const { editor, problems } = at.window;
    await editor.type(' ');
    await problems.open();
    await problems.ours.first().waitFor({ state: 'detached' });
    await problems.close();
  });
};
