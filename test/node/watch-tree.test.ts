import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TreeWatch } from '../../src/engine/watch-tree.js';
import { temporaryFolder } from './temporary.js';

let folder = '';
let watching: TreeWatch;
const heard: string[] = [];
const at = (...names: readonly string[]): string => path.join(folder, ...names);
const hears = (...names: readonly string[]): Promise<void> =>
  vi.waitFor(() => expect(heard).toContain(names.join('/')), { timeout: 10_000, interval: 5 });

beforeEach(async () => {
  folder = await temporaryFolder();
  mkdirSync(at('lab', 'starter'), { recursive: true });
  mkdirSync(at('.git', 'objects'), { recursive: true });
  heard.length = 0;
  watching = new TreeWatch({
    isIgnored: (place) => path.relative(folder, place).startsWith('.git'),
    onChange: (place) => heard.push(path.relative(folder, place)),
  });
  await watching.add(folder);
});
afterEach(() => watching.close());

describe('a watched tree', () => {
  it('tells of files that are written and deleted, however deep', async () => {
    writeFileSync(at('lab', 'starter', 'a.sql'), 'x');
    await hears('lab/starter/a.sql');
    heard.length = 0;
    rmSync(at('lab', 'starter', 'a.sql'));
    await hears('lab/starter/a.sql');
  });

  it('watches folders that are made later, and what was put into them at once', async () => {
    mkdirSync(at('new', 'deep'), { recursive: true });
    await hears('new');
    writeFileSync(at('new', 'deep', 'lab.yaml'), 'x');
    await hears('new/deep/lab.yaml');
  });

  it('leaves a folder that was moved away, and watches the one that took its place', async () => {
    const away = await temporaryFolder();
    renameSync(at('lab'), path.join(away, 'lab'));
    await hears('lab');
    mkdirSync(at('lab', 'starter'), { recursive: true });
    await vi.waitFor(() => expect(heard.filter((name) => name === 'lab').length).toBeGreaterThan(1));
    heard.length = 0;
    writeFileSync(path.join(away, 'lab', 'starter', 'old.sql'), 'x');
    writeFileSync(at('lab', 'starter', 'new.sql'), 'x');
    await hears('lab/starter/new.sql');
    expect(heard).not.toContain('lab/starter/old.sql');
  });

  it('does not look into ignored folders', async () => {
    writeFileSync(at('.git', 'objects', 'pack'), 'x');
    writeFileSync(at('last'), 'x');
    await hears('last');
    expect(heard).toEqual(expect.not.arrayContaining(['.git/objects/pack']));
  });

  it('is silent once it is closed', async () => {
    watching.close();
    writeFileSync(at('lab', 'a.sql'), 'x');
    const second = new TreeWatch({ isIgnored: () => false, onChange: (place) => heard.push(`2 ${place}`) });
    await second.add(folder);
    writeFileSync(at('lab', 'b.sql'), 'x');
    await vi.waitFor(() => expect(heard).toContain(`2 ${at('lab', 'b.sql')}`));
    second.close();
    expect(heard.filter((name) => !name.startsWith('2 '))).toEqual([]);
  });

  it('does without a folder that is not there', async () => {
    await expect(watching.add(at('none'))).resolves.toBeUndefined();
  });
});
