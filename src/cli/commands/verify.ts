import { Option, type Command } from 'commander';
import { verifyLab, type Trial, type VerifyReport } from '../../app/verify-lab.js';
import type { Lab } from '../../core/course/course.js';
import { LabError } from '../../core/errors.js';
import { findLab, withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import type { Output } from '../output.js';
import type { Tier } from '../../core/vocabulary.js';
import type { World } from '../../node/world.js';
import { isAssessed } from '../../core/course/states.js';

interface VerifyOptions extends GlobalOptions {
  readonly all?: boolean;
  readonly except: readonly string[];
  readonly tier: Tier;
}

/** `delabs verify`: proves that a lab's checks accept its solution and refuse its starter and every wrong solution. */
export const addVerify = (program: Command): void => {
  program
    .command('verify')
    .description(
      'prove the checks: starter fails, solution passes, every wrong solution is refused with the right words',
    )
    .argument('[lab...]', 'labs or quizzes: id, or course/id')
    .option('--all', 'every lab and quiz of every course')
    .option('--except <lab...>', 'with --all: ids of labs and quizzes to leave out', [])
    .addOption(
      new Option('--tier <tier>', 'quick: only the checks and data of a save')
        .choices(['quick', 'full'])
        .default('full'),
    )
    .action(async (names: string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<VerifyOptions>();
      process.exitCode = await withWorld(options, async (world, output, signal) => {
        if (names.length === 0 && !options.all)
          throw new LabError('usage', 'Nothing to verify.', { cure: 'Name a lab, or use --all.' });
        const reports: VerifyReport[] = [];
        for (const { courseId, lab } of await chosen(world, names, options)) {
          output.say(output.style.strong(`${courseId}/${lab.id}`));
          const report = await verifyLab(world, { courseId, lab, tier: options.tier, signal }, (trial) =>
            sayTrial(output, trial),
          );
          for (const { exerciseId, checkId } of report.neverFailed)
            output.say(
              `  ${output.style.failed('✗')} ${exerciseId}/${checkId}: nothing shows that this check can fail. Add a wrong solution for it.`,
            );
          reports.push(report);
        }
        const ok = reports.every((report) => report.ok);
        const trials = reports.flatMap((report) => report.trials);
        output.say(
          `${trials.length} trials of ${reports.length} labs: ${ok ? 'all as they must be' : `${trials.filter((trial) => trial.problems.length > 0).length} are not as they must be`}.`,
        );
        output.data({ ok, reports });
        return ok ? exitCodes.ok : exitCodes.wrong;
      });
    });
};

const sayTrial = (output: Output, { exerciseId, what, id, problems }: Trial): void => {
  const mark = problems.length === 0 ? output.style.passed('✓') : output.style.failed('✗');
  output.say(`  ${mark} ${exerciseId}: ${what}${id === undefined ? '' : ` ${id}`}`);
  for (const problem of problems) output.say(`      ${problem}`);
};

const chosen = async (
  world: World,
  names: readonly string[],
  { all = false, except }: Pick<VerifyOptions, 'all' | 'except'>,
): Promise<readonly { courseId: string; lab: Lab }[]> => {
  if (!all)
    return Promise.all(
      names.map(async (name) => findLab(world, name).then(({ course, lab }) => ({ courseId: course.id, lab }))),
    );
  const labs = [];
  for (const { id } of await world.catalog.courses()) {
    const course = await world.catalog.course(id);
    for (const item of course.modules.flatMap((module) => module.items)) {
      if (isAssessed(item.kind) && !except.includes(item.id))
        labs.push({ courseId: id, lab: (await world.catalog.lab(id, item.id)).lab });
    }
  }
  return labs;
};
