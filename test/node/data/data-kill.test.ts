import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../src/core/data/data-spec.js';
import { DataSets } from '../../../src/node/data/data-sets.js';
import { bundle } from '../bundled.js';
import { never } from '../../support/service-home.js';
import { temporaryFolder } from '../temporary.js';
import { filesOf, treeOf } from './data-folders.js';

const spec: DataSpec = { generator: 'sparkify', seed: 8, scale: 3 };

describe('generated data and other processes', () => {
  let program = '';
  beforeAll(async () => {
    program = await bundle(new URL('data-maker.ts', import.meta.url), await temporaryFolder());
  });

  const start = (home: string): ChildProcess =>
    spawn(process.execPath, [program, home, JSON.stringify(spec)], { stdio: ['ignore', 'pipe', 'inherit'] });

  const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('close', resolve));

  const reached = (child: ChildProcess, percent: number): Promise<void> =>
    new Promise((resolve) => {
      child.stdout!.on('data', (told: Buffer) => {
        for (const [, found] of told.toString().matchAll(/(\d+) %/g)) if (Number(found) >= percent) resolve();
      });
    });

  it('is made once by several', async () => {
    const home = await temporaryFolder();
    const children = [start(home), start(home), start(home)];
    const told = await Promise.all(children.map((child) => text(child.stdout!)));
    const folders = told.map((each) => each.trimEnd().split('\n').at(-1)!);
    expect(new Set(folders).size).toBe(1);
    expect(told.filter((each) => each.includes('%')).length).toBe(1);
    const [folder = ''] = folders;
    expect(treeOf(folder)).toEqual(filesOf(spec));
    expect(readdirSync(path.join(home, 'data')).length).toBe(1);
  });

  it('is complete or not there after kill -9, and made whole by the next', { timeout: 120_000 }, async () => {
    const expected = filesOf(spec);
    let interrupted = 0;
    for (const percent of [...Array(12).keys()].map((step) => step * 8)) {
      const home = await temporaryFolder();
      const child = start(home);
      const closed = ended(child);
      await reached(child, percent);
      child.kill('SIGKILL');
      await closed;
      if (readdirSync(path.join(home, 'data')).some((name) => name.endsWith('.partial'))) interrupted += 1;
      const folder = await new DataSets(home).folder(spec, never);
      expect(treeOf(folder)).toEqual(expected);
      expect(readdirSync(path.join(home, 'data')).length).toBe(1);
    }
    expect(interrupted, 'kills in the middle of the work').toBeGreaterThan(0);
  });
});
