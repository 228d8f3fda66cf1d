import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckRun } from '../../../../src/core/check/result.js';
import { openSparkify, shortcomings, type Sparkify } from './sparkify-world.js';

let sparkify: Sparkify;
beforeAll(async () => {
  sparkify = await openSparkify();
}, 300_000);
afterAll(() => sparkify.close());

const solutions = await readdir(fileURLToPath(new URL('right', import.meta.url)));

/** What must not differ between two runs of the same work. */
const verdicts = ({ results, grade }: CheckRun) => ({
  grade,
  results: results.map(({ checkId, status, message, points, evidence }) => ({ checkId, status, message, points, evidence })), // prettier-ignore
});

describe('a right project, however it was written', () => {
  it.each(solutions)('%s has full marks', { timeout: 180_000 }, async (name) => {
    const run = await sparkify.grade(await sparkify.copy(name));
    expect(shortcomings(run)).toEqual([]);
    expect(run.grade).toMatchObject({ points: 100, fraction: 1, passed: true, gradable: true });
  });

  it('has full marks on the days that a save looks at', { timeout: 180_000 }, async () => {
    for (const name of solutions) {
      const run = await sparkify.grade(await sparkify.copy(name), 'quick');
      expect(shortcomings(run), name).toEqual([]);
    }
  });
});

describe('a graded run', () => {
  it('can be repeated, and leaves the folder as it was', { timeout: 180_000 }, async () => {
    const folder = await sparkify.copy('rows-with-iterrows', {
      'sql_queries.py': { 'DO UPDATE SET level = EXCLUDED.level': 'DO NOTHING' },
    });
    const before = await contents(folder);
    const runs = [await sparkify.grade(folder), await sparkify.grade(folder), await sparkify.grade(folder)];
    expect(runs.map(verdicts)).toEqual(runs.map(() => verdicts(runs[0] ?? never())));
    expect(runs[0]?.results.filter(({ status }) => status === 'failed')).toHaveLength(1);
    expect(await contents(folder)).toEqual(before);
  });

  it('gives a beginner something for what is there', { timeout: 180_000 }, async () => {
    const tablesOnly = await sparkify.grade(
      await sparkify.copy('rows-with-iterrows', { 'etl.py': { "    process_data(cur, conn, filepath='data/song_data', func=process_song_file)\n    process_data(cur, conn, filepath='data/log_data', func=process_log_file)\n": '' } }), // prettier-ignore
      'quick',
    );
    expect(tablesOnly.grade.points).toBe(25);
    const songsOnly = await sparkify.grade(
      await sparkify.copy('rows-with-iterrows', { 'etl.py': { "    process_data(cur, conn, filepath='data/log_data', func=process_log_file)\n": '' } }), // prettier-ignore
      'quick',
    );
    expect(songsOnly.grade.points).toBe(40);
    expect(songsOnly.grade.passed).toBe(false);
  });
});

const contents = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const)),
  );
};

const never = (): never => {
  throw new Error('no run');
};
