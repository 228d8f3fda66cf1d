import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DataSets } from '../../../src/node/data/data-sets.js';
import { writeData } from '../../../src/node/data/write-data.js';
import { openSmallDisk } from '../../support/small-disk.js';
import { never } from '../../support/service-home.js';
import { temporaryFolder } from '../temporary.js';
import { filesOf, small, treeOf } from './data-folders.js';

/** Less than three days of data take, more than their songs do. */
const disk = openSmallDisk('500k');
afterAll(() => disk?.remove());

const full = { code: 'disk-full', data: { cure: expect.any(String) as string } };

// Skipped (and counted as such) where no small disk can be mounted.
describe.skipIf(!disk)('on a disk that is too small', () => {
  const folder = disk?.folder ?? '';
  const tiny = { ...small, days: 1, form: 'csv' } as const;

  it('no set is made, and nothing is left of it', async () => {
    const sets = new DataSets(folder);
    await expect(sets.folder(small, never)).rejects.toMatchObject(full);
    expect(readdirSync(path.join(folder, 'data'))).toEqual([]);
    expect(treeOf(await sets.folder(tiny, never))).toEqual(filesOf(tiny));
    rmSync(path.join(folder, 'data'), { recursive: true });
  });

  it('a copy has whole files only, and is completed when there is room', async () => {
    const sets = new DataSets(await temporaryFolder());
    const target = path.join(folder, 'lab');
    const filler = path.join(folder, 'filler');
    writeFileSync(filler, 'x'.repeat(250_000));
    await expect(sets.copyTo(small, target, never, () => undefined)).rejects.toMatchObject(full);
    const expected = filesOf(small);
    for (const [name, text] of Object.entries(treeOf(target))) expect(text).toBe(expected[name]);
    rmSync(filler);
    rmSync(target, { recursive: true });
    await sets.copyTo(tiny, target, never, () => undefined);
    expect(treeOf(target)).toEqual(filesOf(tiny));
    rmSync(target, { recursive: true });
  });

  it('writing stops, and goes on where it was elsewhere', async () => {
    const target = path.join(folder, 'out');
    await expect(writeData(small, target, never, () => undefined)).rejects.toMatchObject(full);
    const expected = filesOf(small);
    for (const [name, text] of Object.entries(treeOf(target))) expect(text).toBe(expected[name]);
  });
});
