import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../../src/core/check/result.js';
import type { Tier } from '../../../../src/core/vocabulary.js';
import { openSparkify, shortcomings, type Changes, type Sparkify } from './sparkify-world.js';

interface Faulty {
  readonly id: string;
  /** The right solution that it is made of. */
  readonly of: string;
  readonly change: Changes;
  /** All checks that fail, in their order. */
  readonly fails: readonly string[];
  /** Of the first of them. */
  readonly diagnosis?: string;
  readonly says: string;
  /** What the marked line holds. */
  readonly line?: string;
  /** `quick` where it is not said. */
  readonly tier?: Tier;
}

const faulty = load(await readFile(new URL('faulty.yaml', import.meta.url), 'utf8')) as readonly Faulty[];

let sparkify: Sparkify;
beforeAll(async () => {
  sparkify = await openSparkify();
}, 300_000);
afterAll(() => sparkify.close());

const markedLine = async (folder: string, { location }: CheckResult): Promise<string | undefined> =>
  location && (await readFile(path.join(folder, location.file), 'utf8')).split('\n')[location.line - 1];

describe('a project with a fault', () => {
  it.each(faulty.map((one) => [one.id, one] as const))('%s', { timeout: 180_000 }, async (_id, one) => {
    const folder = await sparkify.copy(one.of, one.change);
    const run = await sparkify.grade(folder, one.tier ?? 'quick');
    const failed = run.results.filter(({ status }) => status === 'failed');
    expect(run.grade.gradable, shortcomings(run).join('\n')).toBe(true);
    expect(failed.map(({ checkId }) => checkId), shortcomings(run).join('\n')).toEqual(one.fails); // prettier-ignore
    const [first] = failed;
    expect(first?.message).toContain(one.says);
    if (one.diagnosis !== undefined) expect(first).toMatchObject({ diagnosis: one.diagnosis });
    if (one.line !== undefined && first) expect(await markedLine(folder, first)).toContain(one.line);
  });
});
