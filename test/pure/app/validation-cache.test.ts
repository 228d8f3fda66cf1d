import { beforeEach, describe, expect, it } from 'vitest';
import { validateCourse } from '../../../src/app/validate-course.js';
import type { FakeDisk } from './fake-disk.js';
import { cacheOf, catalogOf, courseYaml, course, labFile, labYaml, smallCourse } from './small-course.js';

let disk: FakeDisk;
beforeEach(() => {
  disk = smallCourse();
});

/** Validates as a new process would; gives what was said and which manifests of labs were read for it. */
const validate = async (build?: string, complete?: boolean) => {
  disk.read.length = 0;
  const found = await validateCourse(catalogOf(disk, complete), 'small', cacheOf(disk, build, complete));
  return {
    said: found.map(({ code, file, message }) => `${code} ${file.slice(course.length + 1)} ${message}`),
    read: disk.read.filter((path) => path.endsWith('/lab.yaml')).map((path) => path.slice(course.length + 1)),
  };
};

const both = ['first/lab.yaml', 'second/lab.yaml'];
const cacheText = (): string => disk.text(cachePath()) ?? '';
const cachePath = (): string => disk.paths().find((path) => path.startsWith('/home/cache/')) ?? '';

describe('the validation cache', () => {
  it('reads no lab again that has not changed', async () => {
    disk.write(labFile('second'), labYaml('other'));
    disk.now += 60_000;
    const first = await validate();
    expect(first).toEqual({ said: [expect.stringContaining('bad-value second/lab.yaml')], read: both });
    expect(await validate()).toEqual({ said: first.said, read: [] });
  });

  it('keeps its file where a name is a name on every disk', async () => {
    await validate();
    expect(cachePath()).toMatch(/^\/home\/cache\/validation-[A-Za-z0-9_]+\.json$/);
  });

  it('reads a lab again whose manifest has changed', async () => {
    await validate();
    disk.write(labFile('first'), labYaml('elsewhere'));
    const { said, read } = await validate();
    expect(read).toEqual(['first/lab.yaml']);
    expect(said).toEqual([expect.stringContaining('bad-value first/lab.yaml')]);
  });

  it('notices a change of the same length under the same modification time', async () => {
    await validate();
    const modified = disk.modified(labFile('first'));
    disk.now += 1;
    disk.write(labFile('first'), labYaml('fir.t'));
    disk.setModified(labFile('first'), modified);
    expect((await validate()).said).toEqual([expect.stringContaining('first/lab.yaml')]);
  });

  it.each(['starter/deep/a.txt', 'solution/a.txt', 'one.md'])(
    'notices that %s was deleted, and is back',
    async (file) => {
      await validate();
      disk.remove(labFile('second', file));
      expect(await validate()).toEqual({
        said: [expect.stringContaining(`missing-file second/lab.yaml The file '${file}'`)],
        read: ['second/lab.yaml'],
      });
      disk.write(labFile('second', file), '');
      expect((await validate()).said).toEqual([]);
    },
  );

  it('notices that a folder on the way to a file was replaced', async () => {
    await validate();
    disk.remove(labFile('second', 'starter'));
    expect((await validate()).said).toEqual([expect.stringContaining('missing-file second/lab.yaml')]);
  });

  it('keeps nothing of a lab that changed a moment ago', async () => {
    disk.write(labFile('first'), labYaml('first', 'Renamed'));
    disk.now += 2_000;
    expect((await validate()).read).toEqual(both);
    expect((await validate()).read).toEqual(['first/lab.yaml']);
    disk.now += 2_000;
    expect((await validate()).read).toEqual(['first/lab.yaml']);
    expect((await validate()).read).toEqual([]);
  });

  it('keeps nothing of a lab that changes while it is read', async () => {
    disk.onRead = (path) => {
      if (path === labFile('first')) disk.write(labFile('first'), labYaml('first', 'Changed on the way'));
    };
    await validate();
    disk.onRead = () => undefined;
    disk.now += 60_000;
    expect((await validate()).read).toEqual(['first/lab.yaml']);
  });

  it('reads a lab every time when a link stands for one of its files', async () => {
    disk.write(labFile('first', 'one.md'), '', 'link');
    disk.now += 60_000;
    await validate();
    expect((await validate()).read).toEqual(['first/lab.yaml']);
  });

  it('does not use what another build found', async () => {
    await validate('that one');
    expect((await validate('this one')).read).toEqual(both);
  });

  it('keeps apart what authors and learners must have', async () => {
    await validate('this one', true);
    expect((await validate('this one', false)).read).toEqual(both);
    expect((await validate('this one', true)).read).toEqual([]);
  });

  it('forgets labs that the course no longer lists', async () => {
    await validate();
    expect(cacheText()).toContain(labFile('first'));
    disk.write(`${course}/course.yaml`, courseYaml('second', 'third'));
    disk.write(labFile('third'), labYaml('third'));
    for (const file of ['one.md', 'starter/deep/a.txt', 'solution/a.txt']) disk.write(labFile('third', file), '');
    disk.now += 60_000;
    expect((await validate()).read).toEqual(['third/lab.yaml']);
    expect(cacheText()).not.toContain(labFile('first'));
  });

  it.each([
    ['empty', () => ''],
    ['cut off', (text: string) => text.slice(0, -20)],
    ['something else', () => '[1, 2]'],
    ['of another format', (text: string) => text.replace('"format":1', '"format":2')],
    ['of another course', (text: string) => text.replace(/"course":"[^"]*"/, '"course":"/else"')],
    ['of another shape', (text: string) => text.replaceAll('"folders":[', '"folders":[1,')],
    ['with odd diagnostics', (text: string) => text.replaceAll('"diagnostics":[', '"diagnostics":[null')],
  ])('ignores a file that is %s, and mends it', async (_what, damage) => {
    await validate();
    disk.write(cachePath(), damage(cacheText()));
    expect(await validate()).toEqual({ said: [], read: both });
    expect((await validate()).read).toEqual([]);
  });

  it('is done without where it cannot be written', async () => {
    disk.canWrite = false;
    expect(await validate()).toEqual({ said: [], read: both });
  });

  it('writes nothing when nothing is new', async () => {
    await validate();
    const written = disk.modified(cachePath());
    disk.now += 60_000;
    await validate();
    expect(disk.modified(cachePath())).toBe(written);
  });
});

describe('validateCourse', () => {
  it('notices a lab that has gone since the course was listed', async () => {
    const catalog = catalogOf(disk);
    await catalog.courses();
    disk.remove(labFile('second'));
    const found = await validateCourse(catalog, 'small', cacheOf(disk));
    expect(found.map(({ code, file }) => `${code} ${file}`)).toEqual([
      `missing-file ${course}/course.yaml`,
      `missing-file ${labFile('second')}`,
    ]);
  });

  it('lists what is wrong in the order of the course, whichever lab was read first', async () => {
    const labs = Array.from({ length: 30 }, (_, index) => `lab-${index}`);
    disk.write(`${course}/course.yaml`, courseYaml(...labs));
    for (const lab of labs) disk.write(labFile(lab), 'format: 1\n');
    const found = await validateCourse(catalogOf(disk), 'small');
    expect([...new Set(found.map(({ file }) => file))]).toEqual(labs.map((lab) => labFile(lab)));
  });
});
