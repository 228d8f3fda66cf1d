import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { At } from '../support/window.js';

const install = async ({ window }: At, file: string): Promise<void> => {
  await window.run('Install Lab Pack');
  await window.input.choosePath(file, 'Install');
};

/** An author packs a lab, a learner installs it. */
export const packs = (at: At): void => {
  const pack = (): string => path.join(at.window.folder, 'letter.labpack');

  it('are made from a lab of the course', async () => {
    const { window } = at;
    await window.run('Pack Course or Lab');
    await window.input.choose('Letters to the lighthouse');
    await window.input.choose('Write a letter');
    await window.input.choosePath(pack(), 'OK');
    await window.notifications.saying(/Packed into/).waitFor();
    await window.clearNotifications();
  });

  it('are installed after a question that names the content', async () => {
    const { dialog, notifications, labs, screens } = at.window;
    await install(at, pack());
    expect(await dialog.isShown()).toMatch(/letter\.labpack[\s\S]*SHA-256: [0-9a-f]{64}/);
    await screens.take('23-install-question');
    await dialog.answer('Install');
    await notifications.saying(/is installed/).waitFor();
    await labs.row('Write a letter, course').waitFor();
    await screens.take('24-installed');
    await at.window.clearNotifications();
  });

  it('are refused with the reason when they are damaged, and what is installed stays', async () => {
    const { dialog, notifications, labs, screens } = at.window;
    const damaged = path.join(at.window.folder, 'damaged.labpack');
    const bytes = await readFile(pack());
    await writeFile(damaged, bytes.subarray(0, bytes.length / 2));
    await install(at, damaged);
    await dialog.answer('Install');
    await notifications.saying(/zip/i).waitFor();
    await screens.take('25-pack-refused');
    expect(await labs.row('Write a letter, course').count()).toBe(1);
    await at.window.clearNotifications();
  });
};
