import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/node/files/files.js';
import { FileProgressStore } from '../../src/node/state/progress-store.js';
import { bigProgress, withAttempts } from './progress-samples.js';
import { temporaryFolder } from './temporary.js';

const disk = await temporaryFolder();

/** A disk of 64 KB; only root may make one, and not in every container. */
const mounted = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
});

/** Writes until not a byte is left. */
const fill = (file: string): void => {
  try {
    for (let size = 1; ; size += 4096) writeFileSync(file, 'x'.repeat(size));
  } catch {
    // Full: that is what was wanted.
  }
};

const full = expect.objectContaining({ code: 'disk-full' }) as Error;

// Skipped (and counted as such) where no small disk can be mounted.
describe.skipIf(!mounted)('a full disk', () => {
  const store = new FileProgressStore({
    home: disk,
    files: nodeFiles,
    clock: Date,
    report: (problem) => expect.unreachable(problem.message),
  });
  const folder = path.join(disk, 'progress', 'course');

  it('keeps the stored progress when the new one does not fit', async () => {
    await store.update('course', 'item', () => withAttempts(3));
    const before = readFileSync(path.join(folder, 'item.json'), 'utf8');
    await expect(store.update('course', 'item', () => bigProgress(4))).rejects.toEqual(full);
    expect(readFileSync(path.join(folder, 'item.json'), 'utf8')).toBe(before);
    expect(await store.read('course', 'item')).toEqual(withAttempts(3));
    expect(readdirSync(folder)).toEqual(['item.json', 'item.json.bak']);
  });

  it('says so when not even a lock fits, and goes on when there is room again', async () => {
    const filler = path.join(disk, 'filler');
    fill(filler);
    await expect(store.update('course', 'item', () => withAttempts(4))).rejects.toEqual(full);
    await expect(nodeFiles.create(path.join(disk, 'starter.sql'), 'x'.repeat(9000))).rejects.toEqual(full);
    expect(readdirSync(disk).sort()).toEqual(['filler', 'progress']);
    await nodeFiles.remove(filler);
    await store.update('course', 'item', () => withAttempts(4));
    expect(await store.read('course', 'item')).toEqual(withAttempts(4));
  });
});

describe.skipIf(!mounted)('another disk', () => {
  it('takes files and folders that are moved to it, whole or not at all', async () => {
    const here = await temporaryFolder();
    const [file, folder] = [path.join(here, 'f'), path.join(here, 'folder')];
    writeFileSync(file, 'content');
    await nodeFiles.move(file, path.join(disk, 'moved/f'));
    expect(readFileSync(path.join(disk, 'moved/f'), 'utf8')).toBe('content');
    await nodeFiles.create(path.join(folder, 'small'), 'x');
    await nodeFiles.create(path.join(folder, 'large'), 'x'.repeat(100_000));
    await expect(nodeFiles.move(folder, path.join(disk, 'moved/folder'))).rejects.toEqual(full);
    expect(readdirSync(folder)).toEqual(['large', 'small']);
    expect(readdirSync(path.join(disk, 'moved'))).toEqual(['f']);
    expect(readdirSync(here)).toEqual(['folder']);
  });
});
