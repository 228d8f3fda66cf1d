import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeData, type WrittenData } from '../../../src/node/data/write-data.js';
import { never } from '../../support/service-home.js';
import { temporaryFolder } from '../temporary.js';
import { filesOf, small, treeOf } from './data-folders.js';

const expected = filesOf(small);
const names = Object.keys(expected);

let folder = '';
beforeEach(async () => {
  folder = path.join(await temporaryFolder(), 'out');
});

const write = (signal = never, told: () => void = () => undefined): Promise<WrittenData> =>
  writeData(small, folder, signal, told);

const refusal = { code: 'usage', message: expect.stringContaining('is not empty') as string };

describe('writing data into a folder', () => {
  it('fills an empty one, and has nothing to do the next time', async () => {
    expect(await write()).toEqual({ written: 74, kept: 0 });
    expect(treeOf(folder)).toEqual(expected);
    expect(await write()).toEqual({ written: 0, kept: 74 });
  });

  it('adds what is missing', async () => {
    await write();
    rmSync(path.join(folder, names[0]!));
    writeFileSync(path.join(folder, '.delabs-0123456789ab.tmp'), 'half');
    expect(await write()).toEqual({ written: 1, kept: 73 });
    expect(treeOf(folder)).toEqual(expected);
  });

  it.each(['', 'x', 'longer'])('refuses one with another file, and changes nothing (%s)', async (change) => {
    mkdirSync(folder);
    const text = { '': '', x: `x${expected[names[0]!]!.slice(1)}`, longer: `${expected[names[0]!]} ` }[change]!;
    mkdirSync(path.dirname(path.join(folder, names[0]!)), { recursive: true });
    writeFileSync(path.join(folder, names[0]!), text);
    await expect(write()).rejects.toMatchObject(refusal);
    expect(treeOf(folder)).toEqual({ [names[0]!]: text });
  });

  it('refuses one with a file that is none of them', async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'thesis.doc'), 'mine');
    await expect(write()).rejects.toMatchObject({ ...refusal, data: { file: path.join(folder, 'thesis.doc') } });
    expect(treeOf(folder)).toEqual({ 'thesis.doc': 'mine' });
  });

  it('goes on where it was cancelled', async () => {
    const controller = new AbortController();
    await expect(write(controller.signal, () => controller.abort())).rejects.toMatchObject({ code: 'cancelled' });
    for (const [name, text] of Object.entries(treeOf(folder))) expect(text).toBe(expected[name]);
    const { written, kept } = await write();
    expect([written + kept, kept > 0]).toEqual([74, true]);
    expect(treeOf(folder)).toEqual(expected);
  });

  it('does not name a file as a folder', async () => {
    writeFileSync(folder, 'mine');
    await expect(write()).rejects.toMatchObject({ data: { cure: expect.any(String) as string } });
    expect(readFileSync(folder, 'utf8')).toBe('mine');
  });
});
