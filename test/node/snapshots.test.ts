import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/node/files/files.js';
import { FileAgreements } from '../../src/node/state/agreements.js';
import { FileSnapshots } from '../../src/node/state/snapshots.js';
import { temporaryFolder } from './temporary.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
let home = '';
let snapshots: FileSnapshots;

beforeEach(async () => {
  home = await temporaryFolder();
  snapshots = new FileSnapshots({ home, files: nodeFiles, clock: { now: () => Date.now() } });
});

const folder = (): string => path.join(home, 'attempts', 'c', 'i');
const kept = async (): Promise<readonly string[]> => (await readdir(folder())).filter((name) => !name.startsWith('.'));
const text = async (content: string) => {
  const found = await snapshots.read('c', 'i', content);
  return found && new TextDecoder().decode(found);
};
const age = async (name: string): Promise<void> => utimes(path.join(folder(), name), 0, 0);

describe('kept contents of files', () => {
  it('are given back, and kept once however often', async () => {
    const first = await snapshots.keep('c', 'i', bytes('select 1'));
    expect(await snapshots.keep('c', 'i', bytes('select 1'))).toBe(first);
    const second = await snapshots.keep('c', 'i', bytes(''));
    expect([await text(first), await text(second)]).toEqual(['select 1', '']);
    expect(await kept()).toHaveLength(2);
  });

  it('go when nothing refers to them, but not what was kept a moment ago', async () => {
    const [old, used, fresh] = await Promise.all(
      ['old', 'used', 'fresh'].map((content) => snapshots.keep('c', 'i', bytes(content))),
    );
    await age(old ?? '');
    await age(used ?? '');
    await snapshots.prune('c', 'i', new Set([used ?? '']));
    expect(new Set(await kept())).toEqual(new Set([used, fresh]));
    expect(await text(old ?? '')).toBeUndefined();
  });

  it('count as just kept when they are kept again', async () => {
    const name = await snapshots.keep('c', 'i', bytes('same'));
    await age(name);
    await snapshots.keep('c', 'i', bytes('same'));
    await snapshots.prune('c', 'i', new Set());
    expect(await text(name)).toBe('same');
  });

  it('are not what someone else put in their place', async () => {
    const name = await snapshots.keep('c', 'i', bytes('mine'));
    await writeFile(path.join(folder(), name), 'theirs');
    expect(await text(name)).toBeUndefined();
  });

  it('are looked for in their folder alone', async () => {
    await mkdir(folder(), { recursive: true });
    await writeFile(path.join(home, 'secret'), 'x');
    expect(await snapshots.read('c', 'i', '../../../secret')).toBeUndefined();
    await expect(snapshots.keep('..', 'i', bytes('x'))).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('agreements', () => {
  const agreements = (): FileAgreements => new FileAgreements({ home, files: nodeFiles });
  const file = (): string => path.join(home, 'agreements.json');

  it('hold for what was agreed to, in every window', async () => {
    expect(await agreements().has('a')).toBe(false);
    await Promise.all([agreements().add('a'), agreements().add('b'), agreements().add('a')]);
    expect([await agreements().has('a'), await agreements().has('b'), await agreements().has('c')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('are none in a home that is not there yet', async () => {
    await rm(home, { recursive: true });
    expect(await agreements().has('a')).toBe(false);
    await agreements().add('a');
    expect(await agreements().has('a')).toBe(true);
  });

  it.each(['{"format":1', '{"format":2,"hashes":["a"]}', '[]'])(
    'are none in a file that reads %s, which is left alone',
    async (damaged) => {
      await writeFile(file(), damaged);
      expect(await agreements().has('a')).toBe(false);
      await expect(agreements().add('a')).rejects.toMatchObject({ code: 'state-corrupt' });
      expect(await nodeFiles.readText(file())).toBe(damaged);
    },
  );
});
