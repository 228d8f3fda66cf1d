import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from './job.js';

/** A line of the learner's. */
export interface Whereabouts {
  /** Relative to the submission. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** What the interpreter was doing when it was last asked: the deepest line in a file of the learner's. */
export const whereItIs = async ({ whereabouts, folder }: Job): Promise<Whereabouts | undefined> =>
  deepestIn(folder, await readFile(whereabouts, 'utf8').catch(() => ''));

/** Lines like `  File "/work/etl.py", line 14 in main`, deepest first; characters beyond ASCII are written as Python escapes. */
export const deepestIn = (folder: string, dump: string): Whereabouts | undefined => {
  for (const [, name = '', line = ''] of dump.matchAll(/^ {2}File "(.*)", line (\d+) in /gm)) {
    const file = name.replace(/\\(?:x(..)|u(....)|U(.{8}))/g, (_, two?: string, four?: string, eight?: string) =>
      String.fromCodePoint(Number.parseInt(two ?? four ?? eight ?? '0', 16)),
    );
    const relative = path.relative(folder, file);
    const own = !path.isAbsolute(relative) && !relative.startsWith('..') && !relative.includes('site-packages');
    if (own) return { file: relative.split(path.sep).join('/'), line: Number(line) };
  }
  return undefined;
};
