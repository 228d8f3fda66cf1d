import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkExercise, exerciseOf } from '../../../../src/app/check-exercise.js';
import type { CheckRun } from '../../../../src/core/check/result.js';
import type { Lab } from '../../../../src/core/course/course.js';
import type { Tier } from '../../../../src/core/vocabulary.js';
import { openWorld } from '../../../../src/node/world.js';
import { pythonHelpers } from '../../../support/lab-world.js';
import { never, openServiceHome } from '../../../support/service-home.js';

const courseId = 'data-modelling';
const courses = fileURLToPath(new URL('../../../../labs', import.meta.url));
const rightSolutions = fileURLToPath(new URL('right', import.meta.url));

/** Path of a file -> text that stands once in it -> what stands there instead. */
export type Changes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The lab as it is shipped, with a home of its own. */
export interface Sparkify {
  readonly lab: Lab;
  /** Grades the project in a folder, as `delabs check sparkify-postgres --exercise project --folder …` does. */
  grade(folder: string, tier?: Tier): Promise<CheckRun>;
  /** A copy of a right solution with some words changed; rejects when one of them does not stand there exactly once. */
  copy(of: string, changes?: Changes): Promise<string>;
  /** Rejects when a process is left. */
  close(): Promise<void>;
}

export const openSparkify = async (): Promise<Sparkify> => {
  const home = await openServiceHome();
  const scratch = await mkdtemp(path.join(await realpath(tmpdir()), 'delabs-sparkify-'));
  const { supervisorScript } = home;
  const options = { pythonHelpers, keepSpares: true, completeCourses: true, log: () => undefined };
  const world = openWorld({ ...options, supervisorScript, home: home.home, courseFolders: [courses] });
  const { lab } = await world.catalog.lab(courseId, 'sparkify-postgres');
  const exercise = exerciseOf(lab, 'project');
  return {
    lab,
    grade: (folder, tier = 'full') =>
      checkExercise(world, {
        ...{ courseId, lab, exercise, folder, tier },
        ...{ workspace: undefined, trigger: 'command', signal: never },
      }),
    copy: async (of, changes = {}) => {
      const folder = await mkdtemp(path.join(scratch, 'work-'));
      await cp(path.join(rightSolutions, of), folder, { recursive: true });
      for (const [file, words] of Object.entries(changes)) await change(path.join(folder, file), words);
      return folder;
    },
    close: async () => {
      await world.close();
      await home.close();
      await rm(scratch, { recursive: true, force: true });
      const left = await home.processes();
      if (left.length > 0) throw new Error(`left behind:\n${left.join('\n')}`);
    },
  };
};

const change = async (file: string, words: Readonly<Record<string, string>>): Promise<void> => {
  let text = await readFile(file, 'utf8');
  for (const [old, by] of Object.entries(words)) {
    const parts = text.split(old);
    if (parts.length !== 2) throw new Error(`stands ${parts.length - 1} times in ${file}: ${old}`);
    text = parts.join(by);
  }
  await writeFile(file, text);
};

/** What a person would read of the checks that did not pass. */
export const shortcomings = (run: CheckRun): readonly string[] =>
  run.results.filter(({ status }) => status !== 'passed').map((one) => `${one.checkId} ${one.status}: ${one.message}`);
