import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchCourses } from '../../src/engine/watch-courses.js';
import { temporaryFolder } from './temporary.js';

let folder = '';
let watching: { close(): void };
let heard = 0;

const write = (...names: readonly string[]): void => {
  const file = path.join(folder, ...names);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'x');
};

/** Writes until it is heard: folders are found while the test goes on. */
const hears = (...names: readonly string[]): Promise<void> => {
  const before = heard;
  return vi.waitFor(
    () => {
      write(...names);
      expect(heard).toBeGreaterThan(before);
    },
    { timeout: 10_000, interval: 200 },
  );
};

const start = (): void => {
  heard = 0;
  watching = watchCourses([folder], () => (heard += 1));
};

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => watching.close());

describe('watched courses', () => {
  it('are heard deep inside when the folder is a course', async () => {
    write('course.yaml');
    write('lab', 'starter', 'a.sql');
    start();
    await hears('lab', 'starter', 'a.sql');
  });

  it('are heard deep inside when the folder holds courses', async () => {
    write('first', 'course.yaml');
    write('first', 'lab', 'lab.yaml');
    start();
    await hears('first', 'lab', 'lab.yaml');
  });

  it('are heard when they come later, and deep inside from then on', async () => {
    write('later', 'lab', 'lab.yaml');
    start();
    await hears('later', 'course.yaml');
    await hears('later', 'lab', 'lab.yaml');
  });

  it('are not confused with what else lies in the folder', async () => {
    write('first', 'course.yaml');
    write('notes', 'deep', 'a.md');
    start();
    await hears('first', 'course.yaml');
    await vi.waitFor(() => expect(heard).toBeGreaterThan(0));
    const before = heard;
    write('notes', 'a.md');
    write('notes', 'deep', 'a.md');
    write('node_modules', 'x', 'course.yaml');
    await new Promise((resolve) => setTimeout(resolve, 500));
    // A folder that came is looked at once: it may hold a course.
    expect(heard - before).toBeLessThanOrEqual(1);
  });
});
