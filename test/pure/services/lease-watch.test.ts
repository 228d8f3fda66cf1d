import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownIdentity } from '../../../src/node/process/identity.js';
import { LeaseWatch } from '../../../src/node/services/lease-watch.js';

const [grace, tick] = [1000, 100];
let folder: string;
let now = 0;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'delabs-leases-'));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const lease = (name: string, holder: unknown) => writeFile(path.join(folder, `${name}.json`), JSON.stringify(holder));
const beat = (name: string, time: number) => utimes(path.join(folder, `${name}.json`), time, time);
/** Looks every tick for that long. */
const pass = async (watch: LeaseWatch, ms: number): Promise<void> => {
  for (const until = now + ms; now < until;) {
    now += tick;
    await watch.look();
  }
};

describe('the time nobody has used a service', () => {
  it('counts from the start without any user', async () => {
    const watch = new LeaseWatch(folder, grace, tick);
    await pass(watch, 500);
    expect(watch.idleMs).toBe(500);
  });

  it('counts from the last sign of life, whatever time it bears', async () => {
    await lease('one', { pid: 1, startedAt: 'never' });
    const watch = new LeaseWatch(folder, grace, tick);
    for (const time of [5000, 4000, 99_999_999]) {
      await beat('one', time);
      await pass(watch, 300);
      expect(watch.idleMs).toBe(200);
    }
  });

  it('goes on after a lease was given back', async () => {
    await lease('one', await ownIdentity());
    const watch = new LeaseWatch(folder, grace, tick);
    await pass(watch, 300);
    await rm(path.join(folder, 'one.json'));
    await pass(watch, 300);
    expect(watch.idleMs).toBe(500);
  });

  it('ends when the holder is silent and dead, and takes its lease away', async () => {
    await lease('dead', { pid: process.pid, startedAt: 'another life' });
    const watch = new LeaseWatch(folder, grace, tick);
    await pass(watch, grace + 2 * tick);
    expect(watch.idleMs).toBeGreaterThan(grace);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is patient with a holder that is silent but alive, not for ever', async () => {
    await lease('busy', await ownIdentity());
    const watch = new LeaseWatch(folder, grace, tick);
    await pass(watch, 5 * grace);
    expect(watch.idleMs).toBe(0);
    await pass(watch, 5 * grace);
    expect(watch.idleMs).toBeGreaterThan(grace);
  });

  it('does not pass while the machine sleeps', async () => {
    await lease('one', { pid: 1, startedAt: 'never' });
    const watch = new LeaseWatch(folder, grace, tick);
    await pass(watch, 200);
    now += 3_600_000;
    await watch.look();
    expect(watch.idleMs).toBeLessThan(grace);
  });
});
