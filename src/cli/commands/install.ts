import path from 'node:path';
import type { Command } from 'commander';
import { withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';

/** `delabs install <file>`: unpacks a lab pack after checking every byte of it. */
export const addInstall = (program: Command): void => {
  program
    .command('install')
    .description('install a .labpack')
    .argument('<file>', 'lab pack')
    .action(async (file: string, _options: unknown, command: Command) => {
      process.exitCode = await withWorld(command.optsWithGlobals<GlobalOptions>(), async (world, output, signal) => {
        const pack = await world.packs.install(path.resolve(file), signal);
        output.say(`${pack.title} (${pack.id}) is installed in ${pack.folder}`);
        output.data(pack);
        return exitCodes.ok;
      });
    });
};
