import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { course } from '../support/first-course.js';
import { processesNaming } from '../support/processes.js';
import type { At } from '../support/window.js';

const wholeCourse = [
  'First steps with SQL, course',
  '  Ask a table, module, 2 items',
  '    How a query reads a table, reading, 3 min',
  '    First queries, lab, not attempted, next, practice, 0/15 points',
  '      Songs without a sticker, exercise, not attempted, 0/4 points',
  '      The five newest songs, exercise, not attempted, 0/6 points',
  '      How requests arrive, exercise, not attempted, 0/5 points',
  '  Shape and keep data, module, 2 items',
  '    Join and keep, lab, not attempted, graded, 0/16 points',
  '    SQL basics, quiz, not attempted, graded, 0/6 points',
  'Data modelling, course',
];

/** Before the learner trusts the folder. */
export const restrictedMode = (at: At): void => {
  it('shows the course with its modules, items and exercises, and says what to do', async () => {
    const { labs, screens } = at.window;
    await labs.open();
    await labs.row('How a query reads a table').waitFor();
    await screens.take('01-restricted-first-look');
    await labs.expand('First queries');
    await labs.expand(course.modules[1]);
    await labs.row('SQL basics').waitFor();
    expect(await labs.texts()).toEqual(wholeCourse);
    expect(await labs.notice.innerText()).toMatch(/trust/i);
    await screens.take('02-restricted-tree');
  });

  it('opens a reading', async () => {
    const { labs, editor, screens, page } = at.window;
    await labs.click('How a query reads a table');
    await editor.tab('how-a-query-reads-a-table').waitFor();
    const preview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await preview.getByRole('heading', { level: 1 }).waitFor();
    await screens.take('03-reading');
    await editor.close('how-a-query-reads-a-table');
  });

  it('asks for trust when a lab is started, and runs nothing before', async () => {
    const { labs, notifications, screens, folder } = at.window;
    await labs.press('First queries', 'Start Lab');
    await notifications.saying(/trusted/).waitFor();
    await screens.take('04-restricted-start');
    expect(await readdir(folder)).toEqual([]);
    expect(await processesNaming(`${at.world.home}/services`)).toEqual([]);
  });

  it('starts labs once the folder is trusted', async () => {
    const { labs, notifications, window } = { ...at.window, window: at.window };
    await notifications.press(/trusted/, 'Manage Workspace Trust');
    await window.confirmTrust();
    await labs.notice.waitFor({ state: 'hidden' });
  });
};
