import { expect, it } from 'vitest';
import { arrivals, newest, stickers } from '../support/first-course.js';
import type { At } from '../support/window.js';

/** A lab is started for the first time. */
export const startLab = (at: At): void => {
  it('shows what is going on, then the file on the left and the instructions beside it', async () => {
    const { labs, notifications, editor, feedback, statusBar, screens } = at.window;
    await labs.press('First queries', 'Start Lab');
    await notifications.saying(/Starting lab/).waitFor();
    await screens.take('05-starting');
    await editor.tab(stickers.name, 1).waitFor();
    await editor.tab(`Feedback: ${stickers.title}`, 2).waitFor();
    await feedback.shows(stickers.title);
    await feedback.instruction('Radio Puffin').waitFor();
    await feedback.check('Not checked yet', stickers.checks.songs).waitFor();
    await statusBar.exercise.waitFor();
    expect(await statusBar.exerciseLabel()).toContain('not attempted, 0/4 points');
    await screens.take('06-started');
  });

  it('puts every starter file of the lab in place', async () => {
    const { editor } = at.window;
    for (const { file, starter } of [stickers, newest, arrivals]) expect(await editor.onDiskNow(file)).toBe(starter);
  });

  it('leaves the cursor in the file, so that the learner can type', async () => {
    const { editor } = at.window;
    await editor.hasKeyboard();
    await editor.type('-- mine\n');
    await editor.save();
    await editor.onDisk(stickers.file, `-- mine\n${stickers.starter}`);
  });
};
