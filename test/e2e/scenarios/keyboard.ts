import { expect, it } from 'vitest';
import { stickers } from '../support/first-course.js';
import type { At } from '../support/window.js';

/** Everything without a mouse. */
export const keyboardOnly = (at: At): void => {
  it('leads from the tree to a started lab', async () => {
    const { page, labs, notifications, editor, feedback } = at.window;
    await at.window.focusLabs();
    await labs.goTo(stickers.title);
    await page.keyboard.press('Enter');
    await notifications.saying(/trusted/).waitFor();
    await at.window.trustByKeyboard();
    await at.window.focusLabs();
    // Trust gives the view new rows: the place in it may be lost.
    await labs.goTo(stickers.title);
    await page.keyboard.press('Enter');
    await editor.tab(stickers.name, 1).waitFor();
    await feedback.shows(stickers.title);
  });

  it('checks, and goes through the panel and back to the file', async () => {
    const { page, editor, feedback, screens } = at.window;
    await editor.hasKeyboard();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(stickers.wrong);
    await page.keyboard.press('ControlOrMeta+Alt+Enter');
    await editor.onDisk(stickers.file, stickers.wrong);
    await feedback.check('Failed', stickers.checks.songs).waitFor();
    await at.window.run('Show Feedback');
    await feedback.hasKeyboard();
    const reached = feedback.frame.locator('#check:focus');
    for (let tabs = 0; tabs < 5 && (await reached.count()) === 0; tabs += 1) await page.keyboard.press('Tab');
    expect(await reached.count()).toBe(1);
    await screens.take('20-keyboard-focus');
    await page.keyboard.press('ControlOrMeta+1');
    await editor.hasKeyboard();
    await page.keyboard.insertText('-- back in the file\n');
    await page.keyboard.press('ControlOrMeta+S');
    await editor.onDisk(stickers.file, `${stickers.wrong}-- back in the file\n`);
  });
};
