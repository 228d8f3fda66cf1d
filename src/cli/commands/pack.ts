import path from 'node:path';
import type { Command } from 'commander';
import { withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';

interface PackOptions extends GlobalOptions {
  readonly out?: string;
  readonly graders?: boolean;
}

/** `delabs pack <course|course/lab>`: one file to hand out. */
export const addPack = (program: Command): void => {
  program
    .command('pack')
    .description('write a course, or one lab of it, as a .labpack')
    .argument('<course>', 'course id, or course/lab')
    .option('--out <file>', 'the file to write (default: <id>.labpack)')
    .option('--graders', 'keep the solutions of graded labs and the wrong solutions: not for learners')
    .action(async (name: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<PackOptions>();
      process.exitCode = await withWorld(options, async (world, output) => {
        const [courseId = '', itemId] = name.split('/');
        const target = path.resolve(options.out ?? `${itemId ?? courseId}.labpack`);
        const written = await world.packs.write({
          courseId,
          ...(itemId === undefined ? {} : { itemId }),
          target,
          audience: options.graders ? 'graders' : 'learners',
        });
        output.say(`${written.file}\nsha256 ${written.sha256}`);
        output.data(written);
        return exitCodes.ok;
      });
    });
};
