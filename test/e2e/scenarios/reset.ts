import { expect, it } from 'vitest';
import { newest } from '../support/first-course.js';
import type { At } from '../support/window.js';

const mine = '-- my own work, in the file\nSELECT 1;\n';
const unsaved = '-- my own work, and this only in the editor\nSELECT 2;\n';

/** Back to the start, and back again. */
export const reset = (at: At): void => {
  it('does nothing when the learner thinks again', async () => {
    const { editor, dialog, feedback, screens } = at.window;
    await editor.writeAndSave(newest.file, mine);
    await feedback.button(/^Reset exercise/).click();
    expect(await dialog.isShown()).toContain(newest.title);
    await screens.take('12-reset-question');
    await dialog.answer('Cancel');
    expect(await editor.onDiskNow(newest.file)).toBe(mine);
  });

  it('puts the starter back, keeps what was there, and can be undone', async () => {
    const { editor, dialog, feedback, notifications, screens } = at.window;
    await editor.show(newest.name);
    await editor.write(unsaved);
    await feedback.button(/^Reset exercise/).click();
    await dialog.answer('Reset');
    await editor.onDisk(newest.file, newest.starter);
    await screens.take('13-reset-done');
    await notifications.press(/as it was at the start/, 'Undo');
    await editor.onDisk(newest.file, unsaved);
    await at.window.clearNotifications();
  });
};
