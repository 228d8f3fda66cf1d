import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exerciseOf } from '../../../src/app/check-exercise.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { backupFolder } from '../../../src/app/replace-files.js';
import { resetExercise, restoreBackup } from '../../../src/app/reset-exercise.js';
import { labFolder, placeData, placeStarters } from '../../../src/app/start-lab.js';
import type { Exercise, Lab } from '../../../src/core/course/course.js';
import { openWorld } from '../../../src/node/world.js';
import { shopCourse, writeFiles } from '../../support/lab-world.js';
import { openSmallDisk } from '../../support/small-disk.js';

const scratch = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-files-'));
const disk = openSmallDisk('256k');
const world = openWorld({
  ...{
    home: path.join(scratch, 'home'),
    courseFolders: [shopCourse],
    supervisorScript: '',
    pythonHelpers: '',
    keepSpares: false,
  },
  ...{ completeCourses: true, log: () => undefined },
});
afterAll(async () => {
  await world.close();
  disk?.remove();
  await rm(scratch, { recursive: true });
});

const { lab } = await world.catalog.lab('shop-course', 'shop');
const hits = exerciseOf(lab, 'hits');
const starter = (file: string): Promise<string> => readFile(path.join(shopCourse, 'shop', 'starter', file), 'utf8');

let folder = '';
let count = 0;
beforeEach(() => {
  folder = path.join(scratch, `workspace-${(count += 1)}`, 'lab');
});

const read = (file: string, from = folder): Promise<string> => readFile(path.join(from, file), 'utf8');
/** Names of the learner's own files. */
const own = async () =>
  Object.keys(await tree())
    .filter((name) => !name.startsWith(backupFolder))
    .sort();
const mine = { 'hits.sql': '-- mine\n', 'notes.txt': 'my notes' };
const resetMine = () => resetExercise(world, hits, folder);
const restore = (backup: string) => restoreBackup(world, hits, folder, backup);

/** Every file below a folder with its text. */
const tree = async (from = folder): Promise<Record<string, string>> => {
  const names = existsSync(from) ? await readdir(from, { recursive: true, withFileTypes: true }) : [];
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [path.relative(from, file), await readFile(file, 'utf8')] as const)),
  );
};

describe('starting a lab', () => {
  it('places every starter in a folder of the lab', async () => {
    const place = labFolder(folder, 'shop-course', 'shop');
    expect(await placeStarters(world, lab, place)).toEqual(['long-songs.sql', 'hits.sql', 'notes.txt']);
    expect(path.relative(folder, place)).toBe(path.join('shop-course', 'shop'));
    for (const file of ['long-songs.sql', 'hits.sql', 'notes.txt'])
      expect(await read(file, place)).toBe(await starter(file));
    expect(await placeStarters(world, lab, place)).toEqual([]);
  });

  it('leaves what is there as it is, whatever it is, and gives back only what is gone', async () => {
    await writeFiles(folder, { 'hits.sql': '', 'other.txt': 'mine' });
    await mkdir(path.join(folder, 'notes.txt'));
    expect(await placeStarters(world, lab, folder)).toEqual(['long-songs.sql']);
    expect(await tree()).toEqual({
      'hits.sql': '',
      'other.txt': 'mine',
      'long-songs.sql': await starter('long-songs.sql'),
    });
  });

  it('does not write through a link that leads nowhere, nor over a file that appears meanwhile', async () => {
    await writeFiles(folder, {});
    await mkdir(folder, { recursive: true });
    await symlink(path.join(scratch, 'elsewhere.sql'), path.join(folder, 'long-songs.sql'));
    await expect(placeStarters(world, lab, folder)).rejects.toMatchObject({ code: 'usage' });
    expect(existsSync(path.join(scratch, 'elsewhere.sql'))).toBe(false);
    const late: AppDeps = {
      ...world,
      files: {
        ...world.files,
        info: async (file) => {
          const found = await world.files.info(file);
          if (file.endsWith('hits.sql')) await writeFiles(folder, { 'hits.sql': 'first' });
          return found;
        },
      },
    };
    const only: Lab = { ...lab, exercises: [hits] };
    await expect(placeStarters(late, only, folder)).rejects.toMatchObject({ code: 'usage' });
    expect(await read('hits.sql')).toBe('first');
  });

  it('in two windows at once places every file once', async () => {
    const both = await Promise.allSettled([placeStarters(world, lab, folder), placeStarters(world, lab, folder)]);
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
    await placeStarters(world, lab, folder);
    expect(Object.keys(await tree()).sort()).toEqual(['hits.sql', 'long-songs.sql', 'notes.txt']);
  });
});

describe('the data of a lab', () => {
  const spec = { generator: 'sparkify', seed: 1, scale: 1, from: '2018-11-12', days: 1 } as const;
  const withData: Lab = { ...lab, data: { path: 'data/sparkify', full: spec, quick: { ...spec, form: 'csv' } } };
  const messages = new Set<string>();
  const place = (of: Lab) => placeData(world, of, folder, new AbortController().signal, (progress) => messages.add(progress.message)); // prettier-ignore

  it('is placed in its folder, which stands for all its files, and what is missing is placed again', async () => {
    expect(await place(withData)).toEqual(['data/sparkify']);
    const names = Object.keys(await tree());
    expect(names.filter((name) => name.startsWith(path.join('data', 'sparkify', 'song_data'))).length).toBe(71);
    expect(names).toContain(path.join('data', 'sparkify', 'log_data', '2018', '11', '2018-11-12-events.json'));
    expect(names.length).toBe(72);
    expect(messages.size).toBe(2);
    await writeFiles(folder, { [names[0]!]: 'mine' });
    await rm(path.join(folder, names[1]!));
    expect(await place(withData)).toEqual(['data/sparkify']);
    expect(await read(names[0]!)).toBe('mine');
    expect(Object.keys(await tree()).length).toBe(72);
    expect(await place(withData)).toEqual([]);
  });

  it('is nothing where the lab has none', async () => {
    expect(await place(lab)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a reset of an exercise', () => {
  it('puts the starters back, keeps what was there, and touches nothing else', async () => {
    await writeFiles(folder, { ...mine, 'long-songs.sql': 'other exercise', 'own.sql': 'my own' });
    const { backup, files } = await resetMine();
    expect(files).toEqual(['hits.sql', 'notes.txt']);
    expect(await read('hits.sql')).toBe(await starter('hits.sql'));
    expect(await read('long-songs.sql')).toBe('other exercise');
    expect(await read('own.sql')).toBe('my own');
    expect(await tree(backup)).toEqual(mine);
  });

  it('is undone, and the undoing undone, as often as one likes', async () => {
    await writeFiles(folder, mine);
    const reset = await resetMine();
    await writeFiles(folder, { 'notes.txt': 'newer notes' });
    const undone = await restore(reset.backup);
    expect(undone.files).toEqual(['hits.sql', 'notes.txt']);
    expect(await read('notes.txt')).toBe('my notes');
    const redone = await restore(undone.backup);
    expect([await read('hits.sql'), await read('notes.txt')]).toEqual([await starter('hits.sql'), 'newer notes']);
    await restore(redone.backup);
    expect(await read('notes.txt')).toBe('my notes');
    expect(await tree(reset.backup)).toEqual(mine);
  });

  it('keeps every byte of a file that is not text', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10, 239, 187, 191]);
    await writeFiles(folder, { 'notes.txt': bytes });
    const { backup } = await resetMine();
    await restore(backup);
    expect(new Uint8Array(await readFile(path.join(folder, 'notes.txt')))).toEqual(bytes);
  });

  it('of files that were gone puts them there, and its undoing takes them away again, kept in turn', async () => {
    const { backup } = await resetMine();
    expect(await own()).toEqual(['hits.sql', 'notes.txt']);
    await writeFiles(folder, { 'hits.sql': 'begun again' });
    const undone = await restore(backup);
    expect(await own()).toEqual([]);
    expect(await read('hits.sql', undone.backup)).toBe('begun again');
    await restore(undone.backup);
    expect([await read('hits.sql'), await read('notes.txt')]).toEqual(['begun again', await starter('notes.txt')]);
  });

  it('of one file that was gone leaves the other as it was when it is undone', async () => {
    await writeFiles(folder, { 'notes.txt': 'my notes' });
    const { backup } = await resetMine();
    await restore(backup);
    expect(await own()).toEqual(['notes.txt']);
    expect(await read('notes.txt')).toBe('my notes');
  });

  it('can not be undone without its backup', async () => {
    const { backup } = await resetMine();
    await rm(folder, { recursive: true });
    await expect(restore(backup)).rejects.toMatchObject({
      code: 'not-found',
      data: { cure: expect.any(String) as string },
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('changes nothing when a starter of the lab is missing, or a folder stands in the way', async () => {
    await writeFiles(folder, mine);
    const [first, ...rest] = hits.files;
    const broken: Exercise = {
      ...hits,
      files: [...rest, { path: 'hits.sql', ...first, starter: path.join(scratch, 'gone') }],
    };
    await expect(resetExercise(world, broken, folder)).rejects.toMatchObject({ code: 'file-missing' });
    expect(await read('hits.sql')).toBe(mine['hits.sql']);
    await rm(path.join(folder, 'notes.txt'));
    await writeFiles(folder, { 'notes.txt/inside': 'kept' });
    await expect(resetMine()).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(await read('hits.sql')).toBe(mine['hits.sql']);
    expect(await read('notes.txt/inside')).toBe('kept');
  });
});

// Skipped (and counted as such) where no small disk can be mounted.
describe.skipIf(!disk)('on a disk that can’t be written to', () => {
  const filler = path.join(disk?.folder ?? '', 'filler');
  const fill = async (): Promise<void> => {
    for (let size = 256; size > 0; size -= 4)
      if (await writeFile(filler, 'x'.repeat(size * 1024)).then(() => true, () => false)) return; // prettier-ignore
  };
  beforeEach(() => {
    folder = path.join(disk?.folder ?? '', 'lab');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('a reset and its undoing say so and change nothing', async () => {
    await writeFiles(folder, mine);
    const { backup } = await resetMine();
    await writeFile(path.join(folder, 'hits.sql'), 'newer');
    const before = await tree();
    disk?.setReadOnly(true);
    try {
      const refused = { name: 'LabError', data: { cure: expect.any(String) as string } };
      await expect(resetMine()).rejects.toMatchObject(refused);
      await expect(restore(backup)).rejects.toMatchObject(refused);
      await expect(placeStarters(world, lab, folder)).rejects.toMatchObject(refused);
      expect(await tree()).toEqual(before);
    } finally {
      disk?.setReadOnly(false);
    }
    await restore(backup);
    expect(await read('hits.sql')).toBe(mine['hits.sql']);
  });

  it('because it is full, a reset and its undoing lose nothing, and work when there is room again', async () => {
    const full = { code: 'disk-full', data: { cure: expect.any(String) as string } };
    const work = { 'hits.sql': '-- mine\n'.repeat(3000), 'notes.txt': 'x'.repeat(20_000) };
    await writeFiles(folder, work);
    await fill();
    await expect(resetMine()).rejects.toMatchObject(full);
    expect(await tree()).toEqual(work);
    await rm(filler);
    const { backup } = await resetMine();
    const after = await tree();
    await fill();
    await expect(restore(backup)).rejects.toMatchObject(full);
    expect(await tree()).toEqual(after);
    await rm(filler);
    await restore(backup);
    expect(await tree()).toMatchObject(work);
  });
});
