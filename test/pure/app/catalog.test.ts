import { beforeEach, describe, expect, it } from 'vitest';
import { Catalog } from '../../../src/app/catalog.js';
import type { FakeDisk } from './fake-disk.js';
import { catalogOf, course, labFile, labYaml, smallCourse } from './small-course.js';

let disk: FakeDisk;
let catalog: Catalog;
beforeEach(() => {
  disk = smallCourse();
  catalog = catalogOf(disk);
});

const manifest = labFile('first');
const reads = (): number => disk.read.filter((path) => path === manifest).length;
const lab = () => catalog.lab('small', 'first').then(({ lab: found }) => found);

describe('the catalogue', () => {
  it('lists a course without a look at its labs', async () => {
    disk.remove(labFile('second'));
    const looked: string[] = [];
    const { info, entries } = disk.files;
    const files = {
      ...disk.files,
      info: (path: string) => (looked.push(path), info(path)),
      entries: (path: string) => (looked.push(path), entries(path)),
    };
    const [entry] = await new Catalog(files, [course], true).courses();
    expect(entry?.loaded).toMatchObject({ ok: true, diagnostics: [] });
    expect(looked.filter((path) => path.includes('/first') || path.includes('/second'))).toEqual([]);
  });

  it('reads a lab once', async () => {
    expect(await lab()).toBe(await lab());
    expect(reads()).toBe(1);
  });

  it('reads a lab again when its manifest changed', async () => {
    await lab();
    disk.write(manifest, labYaml('first', 'Better'));
    expect((await lab()).title).toBe('Better');
  });

  it('notices a starter that has gone, and that it is back', async () => {
    await lab();
    disk.remove(labFile('first', 'starter/deep/a.txt'));
    await expect(lab()).rejects.toMatchObject({ code: 'manifest-invalid', data: { file: manifest } });
    disk.write(labFile('first', 'starter/deep/a.txt'), '');
    expect((await lab()).id).toBe('first');
  });

  it('notices a solution that a learner was given later', async () => {
    disk.remove(labFile('first', 'solution'));
    catalog = catalogOf(disk, false);
    expect((await lab()).exercises[0]?.files[0]?.solution).toBeUndefined();
    disk.now += 1;
    disk.write(labFile('first', 'solution/a.txt'), '');
    expect((await lab()).exercises[0]?.files[0]?.solution).toBe(labFile('first', 'solution/a.txt'));
  });

  it('reads a lab every time when a link stands for one of its files', async () => {
    disk.write(labFile('first', 'one.md'), '', 'link');
    await lab();
    await lab();
    expect(reads()).toBe(2);
  });
});
