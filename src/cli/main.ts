import v8 from 'node:v8';
import { Command, CommanderError } from 'commander';
import { toLabError } from '../core/errors.js';
import { addCheck } from './commands/check.js';
import { addGrades } from './commands/grades.js';
import { addGenerate } from './commands/generate.js';
import { addInstall } from './commands/install.js';
import { addList } from './commands/list.js';
import { addPack } from './commands/pack.js';
import { addServe } from './commands/start.js';
import { addValidate } from './commands/validate.js';
import { addVerify } from './commands/verify.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import { Output } from './output.js';

const addTo = (folder: string, before: readonly string[]): readonly string[] => [...before, folder];

// The SQL parser's WebAssembly: compiled for speed it would keep this short process alive for longer than it runs.
v8.setFlagsFromString('--liftoff-only');

const program = new Command('delabs')
  .description('Data Engineering Labs on the command line: check, prove and pack labs with the engine of the editor.')
  .option('--home <folder>', 'toolchain, services and progress (default: the user data folder, or DELABS_HOME)')
  // One folder each time: an option that takes any number would take the command's name for a folder, too.
  .option('--courses <folder>', 'a further folder that holds courses; may be given again', addTo, [])
  .option('--json', 'one JSON document on standard output')
  .option('--no-color', 'plain text')
  .showHelpAfterError()
  .exitOverride();

for (const add of [addList, addValidate, addServe, addCheck, addGrades, addVerify, addPack, addInstall, addGenerate])
  add(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  } else {
    const { json = false, color } = program.opts<{ json?: boolean; color?: boolean }>();
    new Output(json, color ?? false).error(error);
    process.exitCode = exitCodeOf(toLabError(error).code);
  }
}
