import { expect, it } from 'vitest';
import type { At } from '../support/window.js';

const manifest = 'courses/letters/postcard/lab.yaml';

/** An author's course in the workspace, with a mistake in one of its labs. */
export const brokenCourse = (at: At): void => {
  it('is not read from the workspace before that is trusted', async () => {
    const { window } = at;
    await window.labs.open();
    await window.labs.row('First steps with SQL').waitFor();
    expect(await window.labs.row('Letters').count()).toBe(0);
    await window.trustFolder();
    await window.labs.row('Letters to the lighthouse').waitFor();
  });

  it('shows the broken lab with its mistake, and everything else', async () => {
    const { labs, screens } = at.window;
    await labs.expand('Letters to the lighthouse');
    await labs.expand('Writing');
    await labs.expand('postcard, lab, 1 problem');
    await labs.row('Write a letter, lab, not attempted').waitFor();
    await labs.row('error, ').waitFor();
    await screens.take('21-broken-lab');
  });

  it('leads to the line, and is mended as soon as the manifest is saved', async () => {
    const { labs, editor, page, screens } = at.window;
    await labs.click('error, ');
    await editor.tab('lab.yaml').waitFor();
    await editor.cursorIsOnLine(4);
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await editor.type('grading: practice');
    await editor.save();
    await editor.onDisk(manifest, (await editor.onDiskNow(manifest)).replace('practise', 'practice'));
    await labs.row('Write a postcard, lab, not attempted').waitFor();
    await screens.take('22-mended-lab');
    await editor.close('lab.yaml');
  });
};

/** The learner checks by hand. */
export const checkOnSaveOff = (at: At): void => {
  it('checks nothing until the learner asks for it', async () => {
    const { labs, editor, feedback, page } = at.window;
    const file = 'letters/letter/letter.txt';
    await labs.expand('Write a letter');
    await labs.click('Begin with a greeting');
    await feedback.shows('Begin with a greeting');
    await editor.writeAndSave(file, 'Dear Maud,\n');
    await page.waitForTimeout(1000);
    await feedback.check('Not checked yet', 'The letter is written').waitFor();
    await feedback.button('Check').click();
    await feedback.grade(/^100\s%/).waitFor();
    expect(await feedback.frame.getByText(/attempt \d+/).innerText()).toBe('attempt 1');
  });
};
