import { it } from 'vitest';
import { arrivals, newest } from '../support/first-course.js';
import type { At } from '../support/window.js';

const runTask = async ({ window }: At, name: string): Promise<void> => {
  await window.run('Tasks: Run Task');
  await window.input.choose('delabs');
  await window.input.choose(name);
};

/** Checks in a terminal, as a task. */
export const checkTask = (at: At): void => {
  it('prints what the panel says, and fails when a check does', async () => {
    const { terminal, screens } = at.window;
    await runTask(at, `Check First queries: ${arrivals.title}`);
    await terminal.line(/The right ways with the right totals/).waitFor();
    await terminal.line(/exit code: 1/).waitFor();
    await terminal.failed.waitFor();
    await screens.take('18-task-failed');
  });

  it('succeeds when all checks pass', async () => {
    const { terminal, screens } = at.window;
    await runTask(at, `Check First queries: ${newest.title}`);
    await terminal.line(/The right five songs/).waitFor();
    await terminal.succeeded.waitFor();
    await screens.take('19-task-passed');
    await terminal.close();
  });
};
