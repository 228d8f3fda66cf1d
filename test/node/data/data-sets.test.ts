import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { generatorVersion } from '../../../src/core/data/generate.js';
import { DataSets } from '../../../src/node/data/data-sets.js';
import { never } from '../../support/service-home.js';
import { temporaryFolder } from '../temporary.js';
import { filesOf, small, treeOf } from './data-folders.js';

const expected = filesOf(small);
const aSong = Object.keys(expected).at(-1)!;
const aLog = Object.keys(expected)[0]!;

let home = '';
let sets: DataSets;
beforeEach(async () => {
  home = await temporaryFolder();
  sets = new DataSets(home);
});

const base = (): string => path.join(home, 'data');

describe('the folder of a spec', () => {
  it('holds its files, and is used again', async () => {
    const folder = await sets.folder(small, never);
    expect(treeOf(folder)).toEqual(expected);
    const before = statSync(path.join(folder, aSong)).ino;
    expect(await new DataSets(home).folder({ ...small, form: 'json' }, never)).toBe(folder);
    expect(statSync(path.join(folder, aSong)).ino).toBe(before);
    expect(readdirSync(base())).toEqual([path.basename(path.dirname(folder))]);
  });

  it('is another one for another spec', async () => {
    const folders = new Set<string>();
    for (const over of [{}, { seed: 4 }, { days: 2 }, { from: '2018-11-13' }, { form: 'csv' }] as const)
      folders.add(await sets.folder({ ...small, ...over }, never));
    expect(folders.size).toBe(5);
    expect(readdirSync(base()).length).toBe(5);
  });

  it('is made anew when something of it is gone, cut off, added, or not marked as complete', async () => {
    const folder = await sets.folder(small, never);
    const harms = [
      () => rmSync(path.join(folder, aSong)),
      () => truncateSync(path.join(folder, aLog), 100),
      () => writeFileSync(path.join(folder, 'more.json'), '{}'),
      () => rmSync(path.join(folder, '..', 'complete.json')),
      () => rmSync(folder, { recursive: true }),
    ];
    for (const harm of harms) {
      harm();
      expect(await sets.folder(small, never)).toBe(folder);
      expect(treeOf(folder)).toEqual(expected);
    }
  });

  it('replaces those of other versions of the generator', async () => {
    const old = path.join(base(), `sparkify-${generatorVersion + 1}-0123456789abcdef`);
    mkdirSync(path.join(old, 'files'), { recursive: true });
    mkdirSync(path.join(base(), 'sparkify-mine'));
    await sets.folder(small, never);
    expect(existsSync(old)).toBe(false);
    expect(existsSync(path.join(base(), 'sparkify-mine'))).toBe(true);
  });

  it('is made once for all who ask at the same time', async () => {
    const told: string[] = [];
    const ask = (name: string) => new DataSets(home).folder(small, never, () => told.push(name));
    const folders = await Promise.all(['a', 'b', 'c'].map(ask));
    expect(new Set(folders).size).toBe(1);
    expect(new Set(told).size).toBe(1);
  });

  it('tells how far it is, up to the end', async () => {
    const fractions: number[] = [];
    await sets.folder(small, never, ({ fraction = 0 }) => fractions.push(fraction));
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.length).toBeGreaterThan(3);
    expect(fractions.length).toBeLessThanOrEqual(101);
  });

  it('leaves nothing when it is cancelled', async () => {
    const controller = new AbortController();
    const cancel = (): void => controller.abort();
    await expect(sets.folder(small, controller.signal, cancel)).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(base())).toEqual([]);
  });

  it('is refused for a spec that can not be', async () => {
    await expect(sets.folder({ ...small, days: 40 }, never)).rejects.toMatchObject({ code: 'usage' });
    expect(readdirSync(base())).toEqual([]);
  });
});

describe('a copy', () => {
  const copy = (target: string, signal = never, told: () => void = () => undefined) =>
    sets.copyTo(small, target, signal, told);
  let target = '';
  beforeEach(() => {
    target = path.join(home, 'lab', 'data');
  });

  it('has every file; what is changed in it stays, there and nowhere else', async () => {
    expect(await copy(target)).toBe(74);
    expect(treeOf(target)).toEqual(expected);
    writeFileSync(path.join(target, aSong), 'mine');
    writeFileSync(path.join(target, 'notes.txt'), 'mine');
    rmSync(path.join(target, aLog));
    expect(await copy(target)).toBe(1);
    expect(treeOf(target)).toEqual({ ...expected, [aSong]: 'mine', 'notes.txt': 'mine' });
    expect(await copy(target)).toBe(0);
    expect(treeOf(await sets.folder(small, never))).toEqual(expected);
  });

  it('does not share its files with the set', async () => {
    await copy(target);
    const folder = await sets.folder(small, never);
    expect(statSync(path.join(target, aSong)).ino).not.toBe(statSync(path.join(folder, aSong)).ino);
  });

  it('leaves a folder or a link alone that has the name of a file', async () => {
    mkdirSync(path.join(target, aLog), { recursive: true });
    mkdirSync(path.dirname(path.join(target, aSong)), { recursive: true });
    symlinkSync(path.join(home, 'nowhere'), path.join(target, aSong));
    expect(await copy(target)).toBe(72);
    expect(existsSync(path.join(home, 'nowhere'))).toBe(false);
    expect(readdirSync(path.join(target, aLog))).toEqual([]);
  });

  it('leaves a file alone that appears meanwhile', async () => {
    await sets.folder(small, never);
    const late = path.join(target, Object.keys(expected)[2]!);
    const appear = (): void => {
      if (!existsSync(late)) writeFileSync(late, 'mine');
    };
    expect(await copy(target, never, appear)).toBe(73);
    expect(treeOf(target)).toEqual({ ...expected, [Object.keys(expected)[2]!]: 'mine' });
  });

  it('says so when a file is where the folder should be', async () => {
    mkdirSync(path.dirname(target));
    writeFileSync(target, 'mine');
    await expect(copy(target)).rejects.toMatchObject({ data: { cure: expect.any(String) as string } });
    expect(statSync(target).isFile()).toBe(true);
  });

  it('is complete after two have made it at once', async () => {
    const both = await Promise.all([copy(target), copy(target)]);
    expect(both.sort()).toEqual([0, 74]);
    expect(treeOf(target)).toEqual(expected);
  });

  it('has whole files only after it was cancelled, and is completed by the next', async () => {
    await sets.folder(small, never);
    const controller = new AbortController();
    await expect(copy(target, controller.signal, () => controller.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    for (const [name, text] of Object.entries(treeOf(target))) expect(text).toBe(expected[name]);
    await copy(target);
    expect(treeOf(target)).toEqual(expected);
  });

  it('clears away what an interrupted one left', async () => {
    mkdirSync(path.join(target, 'log_data'), { recursive: true });
    writeFileSync(path.join(target, 'log_data', '.delabs-0123456789ab.tmp'), 'half');
    writeFileSync(path.join(target, 'log_data', '.mine.tmp'), 'mine');
    await copy(target);
    expect(treeOf(target)).toEqual({ ...expected, 'log_data/.mine.tmp': 'mine' });
  });
});
