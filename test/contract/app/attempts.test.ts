import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  attemptFile,
  attemptOf,
  isAsChecked,
  listAttempts,
  restoreAttempt,
  takeFiles,
} from '../../../src/app/attempts.js';
import { exerciseOf, storeRun } from '../../../src/app/check-exercise.js';
import { readBackup } from '../../../src/app/replace-files.js';
import type { CheckStatus } from '../../../src/core/vocabulary.js';
import { openWorld } from '../../../src/node/world.js';
import { resultOf, runOf } from '../../support/runs.js';
import { shopCourse, writeFiles } from '../../support/lab-world.js';

const scratch = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-attempts-'));
afterAll(() => rm(scratch, { recursive: true }));

let world: ReturnType<typeof openWorld>;
let folder = '';
let count = 0;
beforeEach(() => {
  const place = path.join(scratch, String((count += 1)));
  folder = path.join(place, 'lab');
  world = openWorld({
    ...{
      home: path.join(place, 'home'),
      courseFolders: [shopCourse],
      supervisorScript: '',
      pythonHelpers: '',
      keepSpares: false,
    },
    ...{ completeCourses: true, log: () => undefined },
  });
});

const id = { courseId: 'shop-course', itemId: 'shop', exerciseId: 'hits' };
const hits = async () => exerciseOf((await world.catalog.lab(id.courseId, id.itemId)).lab, id.exerciseId);
const read = (file: string): Promise<string> => readFile(path.join(folder, file), 'utf8');

/** The learner saves and is checked. */
const attempt = async (files: Record<string, string>, status: CheckStatus = 'failed'): Promise<void> => {
  await writeFiles(folder, files);
  const taken = await takeFiles(world, await hits(), folder);
  await storeRun(world, runOf([resultOf('a', status)], id), taken);
};
const textOf = async (number: number, file: string): Promise<string | undefined> => {
  const found = await attemptFile(world, id, await attemptOf(world, id, number), file);
  return found && new TextDecoder().decode(found);
};

describe('the attempts of an exercise', () => {
  it('keep the files they were made with', async () => {
    await attempt({ 'hits.sql': 'one', 'notes.txt': 'n' });
    await attempt({ 'hits.sql': 'two' }, 'passed');
    expect([await textOf(1, 'hits.sql'), await textOf(2, 'hits.sql'), await textOf(2, 'notes.txt')]).toEqual([
      'one',
      'two',
      'n',
    ]);
    expect(
      (await listAttempts(world, id)).map(({ number, files }) => [number, files?.map(({ change }) => change)]),
    ).toEqual([
      [2, ['changed', 'same']],
      [1, ['new', 'new']],
    ]);
  });

  it('take the files as they were before the check, and no others', async () => {
    await writeFiles(folder, { 'hits.sql': 'checked', 'own.sql': 'not of the exercise' });
    const taken = await takeFiles(world, await hits(), folder);
    await writeFile(path.join(folder, 'hits.sql'), 'written meanwhile');
    await storeRun(world, runOf([resultOf('a', 'failed')], id), taken);
    expect(await textOf(1, 'hits.sql')).toBe('checked');
    expect([...taken.keys()]).toEqual(['hits.sql']);
  });

  it('say whether the files are still what was checked', async () => {
    await attempt({ 'hits.sql': 'one' });
    const asChecked = async () => isAsChecked(world, id, await attemptOf(world, id, 1), folder);
    expect(await asChecked()).toBe(true);
    await writeFiles(folder, { 'hits.sql': 'eno' });
    expect(await asChecked()).toBe(false);
    await writeFiles(folder, { 'hits.sql': 'one' });
    expect(await asChecked()).toBe(true);
    await rm(path.join(folder, 'hits.sql'));
    expect(await asChecked()).toBe(false);
  });

  it('are restored whole, and what was there is kept', async () => {
    await attempt({ 'hits.sql': 'one', 'notes.txt': 'n1' });
    await writeFiles(folder, { 'hits.sql': 'later', 'notes.txt': 'n2' });
    const { backup, files } = await restoreAttempt(world, id, 1, folder);
    expect(files).toEqual(['hits.sql', 'notes.txt']);
    expect([await read('hits.sql'), await read('notes.txt')]).toEqual(['one', 'n1']);
    const kept = await readBackup(world, backup, files);
    expect([...kept.values()].map((content) => content && new TextDecoder().decode(content))).toEqual(['later', 'n2']);
  });

  it('change nothing when a file of theirs is no longer kept', async () => {
    await attempt({ 'hits.sql': 'one', 'notes.txt': 'n1' });
    await rm(path.join(path.dirname(folder), 'home', 'attempts'), { recursive: true });
    await writeFiles(folder, { 'hits.sql': 'later' });
    await expect(restoreAttempt(world, id, 1, folder)).rejects.toMatchObject({ code: 'not-found' });
    expect(await read('hits.sql')).toBe('later');
    await expect(restoreAttempt(world, id, 7, folder)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('do without files too large to keep', async () => {
    await attempt({ 'hits.sql': 'x'.repeat(1024 * 1024 + 1), 'notes.txt': 'n' });
    const [only] = await listAttempts(world, id);
    expect(only?.files?.map(({ path: file, kept }) => [file, kept])).toEqual([
      ['hits.sql', false],
      ['notes.txt', true],
    ]);
  });

  it('are stored even when their files can not be kept', async () => {
    await writeFiles(path.dirname(folder), { 'home/attempts': 'a file in the way' });
    await attempt({ 'hits.sql': 'one' });
    expect((await listAttempts(world, id)).map(({ number, files }) => [number, files])).toEqual([[1, undefined]]);
  });

  it('of a run that could not be graded are none, and keep nothing', async () => {
    await writeFiles(folder, { 'hits.sql': 'one' });
    const run = runOf([resultOf('a', 'error')], id);
    const taken = await takeFiles(world, await hits(), folder);
    await storeRun(world, { ...run, grade: { ...run.grade, gradable: false } }, taken);
    expect(await listAttempts(world, id)).toEqual([]);
    expect(await world.files.info(path.join(path.dirname(folder), 'home', 'attempts'))).toBeUndefined();
  });
});
