import { Catalog } from '../../../src/app/catalog.js';
import { ValidationCache } from '../../../src/app/validation-cache.js';
import { FakeDisk } from './fake-disk.js';

export const course = '/courses/small';
export const labFile = (lab: string, file = 'lab.yaml'): string => `${course}/${lab}/${file}`;

export const labYaml = (id: string, title = 'A lab'): string => `format: 1
id: ${id}
title: ${title}
grading: practice
exercises:
  - id: one
    title: One
    instructions: one.md
    files: [{ path: a.txt, starter: starter/deep/a.txt, solution: solution/a.txt }]
    checks: [{ id: there, title: There, kind: files.exists, paths: [a.txt] }]
    wrong_solutions:
      - { id: none, files: { a.txt: { text: x } }, fails: [there], says: missing }
`;

export const courseYaml = (...labs: readonly string[]): string =>
  `format: 1\nid: small\ntitle: Small\nmodules:\n  - id: m\n    title: M\n    items:\n${labs
    .map((lab) => `      - lab: ${lab}\n`)
    .join('')}`;

/** A course of two valid labs that has been at rest for a minute. */
export const smallCourse = (): FakeDisk => {
  const disk = new FakeDisk();
  disk.write(`${course}/course.yaml`, courseYaml('first', 'second'));
  for (const lab of ['first', 'second']) {
    disk.write(labFile(lab), labYaml(lab));
    for (const file of ['one.md', 'starter/deep/a.txt', 'solution/a.txt']) disk.write(labFile(lab, file), '');
  }
  disk.now += 60_000;
  return disk;
};

export const catalogOf = (disk: FakeDisk, complete = true): Catalog => new Catalog(disk.files, [course], complete);

export const cacheOf = (disk: FakeDisk, build = 'this one', complete = true): ValidationCache =>
  new ValidationCache({
    files: disk.files,
    clock: { now: () => disk.now },
    digest: (text) => `${text.length}+/=`,
    folder: '/home/cache',
    build,
    complete,
  });
