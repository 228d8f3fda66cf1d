import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabError } from '../../src/core/errors.js';
import { nodeFiles } from '../../src/node/files/files.js';
import { decodeProgress } from '../../src/node/state/progress-shape.js';
import { FileProgressStore } from '../../src/node/state/progress-store.js';
import { bundle } from './bundled.js';
import { bigProgress } from './progress-samples.js';
import { temporaryFolder } from './temporary.js';

const kills = 50;

/** Numbers from 0 to 1, the same ones each time. */
const seeded = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

/** Lets the program store at least once, ends it with SIGKILL `ms` later, and returns the last count it told. */
const writeAndKill = async (program: string, home: string, ms: number): Promise<number> => {
  const child = spawn(process.execPath, [program, home, 'course', 'item'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const closed = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      resolve();
    });
    child.once('exit', () => reject(new Error(`The program ended by itself: ${problems}`)));
  });
  await delay(ms);
  child.kill('SIGKILL');
  await closed;
  expect(problems).toBe('');
  return Number(told.trim().split('\n').at(-1));
};

/** The next process goes on where the killed one was, and tidies up after it. */
const storesOn = async (home: string, folder: string): Promise<void> => {
  const problems: LabError[] = [];
  const store = new FileProgressStore({
    home,
    files: nodeFiles,
    clock: Date,
    report: (problem) => problems.push(problem),
  });
  const before = await store.read('course', 'item');
  const next = (before.exercises['e']?.count ?? 0) + 1;
  await store.update('course', 'item', () => bigProgress(next));
  expect((await store.read('course', 'item')).exercises['e']?.count).toBe(next);
  expect(problems).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['item.json', 'item.json.bak']);
};

describe('progress and kill -9', () => {
  let program = '';
  let home = '';
  beforeAll(async () => {
    home = await temporaryFolder();
    program = await bundle(new URL('progress-writer.ts', import.meta.url), await temporaryFolder());
  });

  it(`holds the old state or the new one after each of ${kills} kills`, { timeout: 180_000 }, async () => {
    const random = seeded(20_261_121);
    const folder = path.join(home, 'progress', 'course');
    let interrupted = 0;
    for (let kill = 0; kill < kills; kill++) {
      const told = await writeAndKill(program, home, random() * 40);
      if (readdirSync(folder).some((name) => name.endsWith('.tmp'))) interrupted++;
      const text = readFileSync(path.join(folder, 'item.json'), 'utf8');
      const decoded = decodeProgress(text);
      const count = decoded.kind === 'good' ? (decoded.progress.exercises['e']?.count ?? 0) : -1;
      expect([told, told + 1]).toContain(count);
      expect(JSON.parse(text)).toEqual(bigProgress(count));
    }
    expect(interrupted, 'kills in the middle of a write').toBeGreaterThan(0);
    await storesOn(home, folder);
  });
});
