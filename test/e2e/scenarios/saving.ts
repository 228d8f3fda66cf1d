import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { firstLab, newest } from '../support/first-course.js';
import { asAdministrator, serverOf } from '../support/services.js';
import type { At } from '../support/window.js';

/** Saves that come faster than their checks. */
export const rapidSaves = (at: At): void => {
  it('show the outcome of the last save, and nothing of the earlier ones afterwards', async () => {
    const { editor, feedback, statusBar, folder } = at.window;
    await editor.show(newest.name);
    for (const text of [newest.slow, `${newest.slow}-- again\n`]) {
      await editor.writeAndSave(newest.file, text);
      await eventually('a check under way', async () => /checking/.test(await statusBar.exerciseLabel()));
    }
    await editor.writeAndSave(newest.file, newest.right);
    await feedback.grade(/^100\s%/).waitFor();
    const server = await serverOf(at.world.home, folder, 'first-queries');
    const sleeping = await asAdministrator(
      server,
      `SELECT query FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(3)%' AND pid <> pg_backend_pid()`,
    );
    expect(sleeping, 'cancelled down to the server').toEqual([]);
    // Longer than the slow query takes: a late result of it would show now.
    await at.window.page.waitForTimeout(3200);
    await feedback.grade(/^100\s%/).waitFor();
    expect(await statusBar.exerciseLabel()).toBe(`${firstLab}, ${newest.title}, passed, 6/6 points`);
  });
};
