import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, tryLock, withLock } from '../../../src/node/process/file-lock.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'delabs-lock-'));
  file = path.join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true }));

const dead = JSON.stringify({ pid: process.pid, startedAt: 'another life', token: 'x' });

describe('a lock between processes', () => {
  it('has one holder at a time', async () => {
    const lock = await tryLock(file);
    expect(await tryLock(file)).toBeUndefined();
    await lock?.release();
    expect(await tryLock(file)).toBeDefined();
  });

  it('never lets two in, however many come', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside -= 1;
    };
    await writeFile(file, dead);
    await Promise.all(Array.from({ length: 12 }, () => withLock(file, { pollMs: 1 }, work)));
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a holder that is dead', async () => {
    await writeFile(file, dead);
    const lock = await tryLock(file);
    expect(lock).toBeDefined();
    expect(await readFile(file, 'utf8')).not.toBe(dead);
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it('is not taken from a holder that has just made the file and not written into it yet', async () => {
    await writeFile(file, '');
    expect(await tryLock(file)).toBeUndefined();
    const past = new Date(Date.now() - 60_000);
    await utimes(file, past, past);
    expect(await tryLock(file)).toBeDefined();
  });

  it('survives a process that died while it took the lock over', async () => {
    await writeFile(file, dead);
    await writeFile(`${file}.break`, '');
    expect(await tryLock(file)).toBeUndefined();
    const past = new Date(Date.now() - 60_000);
    await utimes(`${file}.break`, past, past);
    await (await acquireLock(file, { timeoutMs: 2000 })).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves the lock of the next holder alone when it is released late', async () => {
    const first = await tryLock(file);
    await rm(file);
    const second = await tryLock(file);
    await first?.release();
    expect(await tryLock(file)).toBeUndefined();
    await second?.release();
  });

  it('can be waited for as long as one likes', async () => {
    const lock = await tryLock(file);
    await expect(acquireLock(file, { timeoutMs: 5, pollMs: 1 })).rejects.toMatchObject({ code: 'busy' });
    const controller = new AbortController();
    const waiting = acquireLock(file, { signal: controller.signal, pollMs: 1, onWait: () => controller.abort() });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    const patient = acquireLock(file, { pollMs: 1 });
    await lock?.release();
    await (await patient).release();
  });
});
