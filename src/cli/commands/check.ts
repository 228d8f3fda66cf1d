import path from 'node:path';
import { Option, type Command } from 'commander';
import { checkExercise, exerciseOf } from '../../app/check-exercise.js';
import type { CheckRun } from '../../core/check/result.js';
import { renderRun } from '../../core/check/text/render-run.js';
import { LabError } from '../../core/errors.js';
import { passMark } from '../../core/vocabulary.js';
import { findLab, withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { junitXml } from '../junit.js';

interface CheckOptions extends GlobalOptions {
  readonly exercise?: string;
  readonly folder: string;
  readonly junit?: string;
}

/** `delabs check <lab>`: grades any folder that holds the exercise's files. */
export const addCheck = (program: Command): void => {
  program
    .command('check')
    .description('check and grade the files in a folder')
    .argument('<lab>', 'lab or quiz: id, or course/id')
    .option('--exercise <id>', 'only this exercise')
    .addOption(new Option('--folder <folder>', "folder that holds the lab's files").default('.', 'the current folder'))
    .option('--junit <file>', 'write the results as JUnit XML too')
    .action(async (name: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<CheckOptions>();
      process.exitCode = await withWorld(options, async (world, output, signal) => {
        const { course, lab } = await findLab(world, name);
        const folder = path.resolve(options.folder);
        if ((await world.files.info(folder))?.kind !== 'folder')
          throw new LabError('usage', `There is no folder ${folder}.`, {
            cure: 'Name the folder that holds the files with --folder.',
          });
        const exercises = options.exercise === undefined ? lab.exercises : [exerciseOf(lab, options.exercise)];
        const runs: CheckRun[] = [];
        for (const exercise of exercises) {
          const run = await checkExercise(
            world,
            {
              courseId: course.id,
              lab,
              exercise,
              folder,
              workspace: undefined,
              trigger: 'command',
              tier: 'full',
              signal,
            },
            {
              service: (_service, progress) => output.progress(progress),
              runtime: (progress) => output.progress(progress),
            },
          );
          output.say(renderRun(run, output.style, output.width));
          runs.push(run);
        }
        const grade = total(runs);
        if (runs.length > 1)
          output.say(
            `${lab.title}: ${grade.points} of ${grade.maxPoints} points, ${Math.floor(grade.fraction * 100)} % (pass ${passMark * 100} %)`,
          );
        if (options.junit !== undefined)
          await world.files.replace(path.resolve(options.junit), junitXml(lab.title, runs));
        output.data({ course: course.id, lab: lab.id, folder, grade, runs });
        return exitCode(runs);
      });
    });
};

const exitCode = (runs: readonly CheckRun[]): number => {
  const statuses = new Set(runs.flatMap((run) => run.results.map((result) => result.status)));
  if (statuses.has('cancelled')) return exitCodes.cancelled;
  if (statuses.has('error')) return exitCodes.broken;
  return [...statuses].every((status) => status === 'passed') ? exitCodes.ok : exitCodes.wrong;
};

const total = (runs: readonly CheckRun[]) => {
  const points = runs.reduce((sum, run) => sum + run.grade.points, 0);
  const maxPoints = runs.reduce((sum, run) => sum + run.grade.maxPoints, 0);
  const fraction = maxPoints === 0 ? 0 : points / maxPoints;
  return {
    points,
    maxPoints,
    fraction,
    passed: fraction >= passMark,
    gradable: runs.every((run) => run.grade.gradable),
  };
};
