import { readdir, stat } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { isListening, processesNaming } from '../support/processes.js';
import { answers, keysOf } from '../support/services.js';
import type { World } from '../support/world.js';

/** After the last window is closed. */
export const nothingLeft = (world: () => World, closeWorld: () => Promise<readonly string[]>): void => {
  it('stops the database servers of closed windows', async () => {
    const running = () => processesNaming(world().home);
    await eventually('no server', async () => (await running()).length === 0, running);
  });

  it('leaves no process, port or folder behind', async () => {
    const { home, scratch, server } = world();
    const keys = await keysOf(home);
    expect(keys.length, 'servers that were started').toBeGreaterThan(0);
    expect((await readdir(server.root.tmp)).filter((name) => name.startsWith('delabs'))).toEqual([]);
    const strays = await closeWorld();
    expect(strays, 'processes that did not end by themselves').toEqual([]);
    expect([...(await processesNaming(scratch)), ...(await processesNaming(server.root.path))]).toEqual([]);
    expect(await Promise.all(keys.map(answers))).toEqual(keys.map(() => false));
    expect(await isListening(Number(new URL(server.url).port))).toBe(false);
    for (const folder of [scratch, server.root.path]) await expect(stat(folder)).rejects.toThrow('ENOENT');
  });
};
