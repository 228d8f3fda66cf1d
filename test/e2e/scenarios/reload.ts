import { expect, it } from 'vitest';
import { newest, stickers } from '../support/first-course.js';
import type { At } from '../support/window.js';

/** The window is loaded again. */
export const reload = (at: At): void => {
  it('brings back the files, the panel with its last outcome, and all progress', async () => {
    const { window } = at;
    const { editor, feedback, labs, statusBar, screens } = window;
    await window.reload();
    await editor.tab(newest.name, 1).waitFor();
    await feedback.shows(newest.title);
    await feedback.grade(/^100\s%, 6 of 6 points/).waitFor();
    await feedback.check('Passed', newest.checks.songs).waitFor();
    await labs.open();
    await labs.expand('First queries');
    await labs.row(`${stickers.title}, exercise, passed, 4/4 points`).waitFor();
    await labs.row(`${newest.title}, exercise, passed, 6/6 points`).waitFor();
    expect(await feedback.frame.getByText(/attempt \d+/).innerText()).toMatch(/^attempt [1-9]/);
    await screens.take('16-reloaded');
    await editor.show(newest.name);
    await statusBar.exercise.waitFor();
  });

  it('goes on checking', async () => {
    const { editor, feedback } = at.window;
    await editor.writeAndSave(newest.file, newest.starter);
    await feedback.check('Failed', newest.checks.songs).waitFor();
  });
};
