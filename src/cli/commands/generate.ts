import path from 'node:path';
import { Option, type Command } from 'commander';
import { dataForms, type DataForm, type DataSpec } from '../../core/data/data-spec.js';
import { LabError } from '../../core/errors.js';
import { writeData } from '../../node/data/write-data.js';
import { withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';

interface GenerateOptions extends GlobalOptions {
  readonly seed: string;
  readonly scale: string;
  readonly from?: string;
  readonly days?: string;
  readonly form: DataForm;
  readonly out: string;
}

/** `delabs generate sparkify --out <folder>`: the data of labs, of any size. */
export const addGenerate = (program: Command): void => {
  const generate = program.command('generate').description('write generated data as files: same options, same bytes');
  generate
    .command('sparkify')
    .description('songs and listening events of a music streaming company in November 2018')
    .requiredOption('--out <folder>', 'folder for the files; empty, or with some of these very files in it')
    .option('--seed <number>', 'another seed, other data', '1')
    .option('--scale <number>', '1: 71 songs and 8,056 events; 1250: ten million events', '1')
    .option('--from <date>', 'first day of the events, as 2018-11-12')
    .option('--days <number>', 'number of days; all that follow when absent')
    .addOption(
      new Option('--form <form>', 'json: songs and logs; csv: the logs as CSV; all: both, and a jsonpaths file')
        .choices(dataForms)
        .default('json'),
    )
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<GenerateOptions>();
      process.exitCode = await withWorld(options, async (_world, output, signal) => {
        const folder = path.resolve(options.out);
        const { written, kept } = await writeData(specOf(options), folder, signal, output.progress);
        output.say(`${written} new files in ${folder}${kept > 0 ? `, ${kept} were there already` : ''}`);
        output.data({ folder, written, kept });
        return exitCodes.ok;
      });
    });
};

const specOf = ({ seed, scale, from, days, form }: GenerateOptions): DataSpec => ({
  generator: 'sparkify',
  seed: whole('seed', seed),
  scale: whole('scale', scale),
  ...(from === undefined ? {} : { from }),
  ...(days === undefined ? {} : { days: whole('days', days) }),
  form,
});

const whole = (option: string, text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  throw new LabError('usage', `\`--${option} ${text}\` is not a whole number.`, {
    cure: `Write it as \`--${option} 3\`.`,
  });
};
