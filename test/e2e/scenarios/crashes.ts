import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { newest, stickers } from '../support/first-course.js';
import { killHard, processesNaming, type Process } from '../support/processes.js';
import { asLearner, serverOf } from '../support/services.js';
import type { At } from '../support/window.js';

const engines = async (at: At): Promise<readonly Process[]> =>
  (await processesNaming(at.world.server.root.path)).filter(({ command }) => command.endsWith('engine.mjs'));

/** Processes end without any chance to tidy up. */
export const crashes = (at: At): void => {
  it('of the engine are told and mended: the next save is checked', async () => {
    const { editor, feedback, labs, notifications, screens } = at.window;
    const [engine, ...others] = await engines(at);
    expect([engine !== undefined, others]).toEqual([true, []]);
    killHard(engine?.pid ?? 0);
    await notifications.saying(/engine ended/).waitFor();
    await screens.take('17-engine-ended');
    await editor.writeAndSave(newest.file, newest.right);
    await feedback.grade(/^100\s%, 6 of 6 points/).waitFor();
    expect((await engines(at)).map(({ pid }) => pid)).not.toContain(engine?.pid);
    await labs.row(`${stickers.title}, exercise, passed, 4/4 points`).waitFor();
    await at.window.clearNotifications();
  });

  it('of the engine during a check leave no check hanging', async () => {
    const { editor, feedback, statusBar, notifications } = at.window;
    await editor.writeAndSave(newest.file, newest.slow);
    await eventually('a check under way', async () => /checking/.test(await statusBar.exerciseLabel()));
    for (const { pid } of await engines(at)) killHard(pid);
    await notifications.saying(/engine ended/).waitFor();
    await eventually('the end of the check', async () => !/checking/.test(await statusBar.exerciseLabel()));
    await editor.writeAndSave(newest.file, newest.right);
    await feedback.grade(/^100\s%, 6 of 6 points/).waitFor();
    await at.window.clearNotifications();
  });

  it('of the database server cost nothing: the next save is checked, and the data is there', async () => {
    const { editor, feedback, folder } = at.window;
    const server = await serverOf(at.world.home, folder, 'first-queries');
    await asLearner(server, 'radio_october', 'CREATE TABLE mine (note text)');
    await asLearner(server, 'radio_october', `INSERT INTO mine VALUES ('kept')`);
    killHard(server.pid);
    await editor.writeAndSave(newest.file, newest.starter);
    await feedback.check('Failed', newest.checks.songs).waitFor();
    await editor.writeAndSave(newest.file, newest.right);
    await feedback.grade(/^100\s%, 6 of 6 points/).waitFor();
    const next = await serverOf(at.world.home, folder, 'first-queries');
    expect(next.pid).not.toBe(server.pid);
    expect(await asLearner(next, 'radio_october', 'SELECT note FROM mine')).toEqual(['kept']);
  });
};
