import { afterAll, afterEach, beforeAll } from 'vitest';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../pages/workbench.js';
import { repository } from './package.js';
import type { World } from './world.js';

/** The window of a group of scenarios; there once the first of them runs. */
export interface At {
  readonly world: World;
  readonly window: Workbench;
}

/** Opens a folder of its own for the scenarios of the enclosing group, and closes the window after them. */
export const inWindow = (
  world: () => World,
  name: string,
  prepare: (folder: string) => Promise<void> = () => Promise.resolve(),
): At => {
  let window: Workbench | undefined;
  const opened = (): Workbench => {
    if (!window) throw new Error('no window is open');
    return window;
  };
  beforeAll(async () => {
    const folder = await world().folder(name);
    await prepare(folder);
    window = await world().openWindow(folder);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const file = path.join(repository, '.cache', 'screenshots', `failed-${task.name.replaceAll(/\W+/g, '-')}`);
    await opened().page.screenshot({ path: `${file}.png` });
    await writeFile(`${file}.log`, await world().log());
    // What one scenario leaves open must not fail the next.
    await opened().page.keyboard.press('Escape');
  });
  afterAll(() => window?.close());
  return {
    get world() {
      return world();
    },
    get window() {
      return opened();
    },
  };
};
