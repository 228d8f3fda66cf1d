import path from 'node:path';
import type { Command } from 'commander';
import { labFolder, placeData, placeStarters, startServices } from '../../app/start-lab.js';
import { connectionText } from '../../core/service/connection-text.js';
import { findLab, withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';

interface StartOptions extends GlobalOptions {
  readonly workspace: string;
}

/** `delabs start <lab>` and `delabs stop <lab>`: the lab's files and services without the editor. */
export const addServe = (program: Command): void => {
  program
    .command('start')
    .description("copy the starter files and run the lab's services until Ctrl+C")
    .argument('<lab>', 'lab: id, or course/id')
    .option('--workspace <folder>', 'folder that gets the lab folder', '.')
    .action(async (name: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<StartOptions>();
      process.exitCode = await withWorld(options, async (world, output, signal) => {
        const { course, lab } = await findLab(world, name);
        const workspace = path.resolve(options.workspace);
        const folder = labFolder(workspace, course.id, lab.id);
        const created = [
          ...(await placeStarters(world, lab, folder)),
          ...(await placeData(world, lab, folder, signal, output.progress)),
        ];
        const running = await startServices(world, lab, { labId: lab.id, workspace }, signal, (_service, progress) =>
          output.progress(progress),
        );
        output.say(`${created.length} new files in ${folder}`);
        for (const [service, started] of running)
          output.say(`${service}: ${started.label()} at ${connectionText(started.endpoint())}`);
        output.data({
          folder,
          created,
          services: Object.fromEntries([...running].map(([service, started]) => [service, started.endpoint()])),
        });
        output.note('Running. Ctrl+C stops.');
        await stopped(signal, [...running.values()].map((started) => () => started.endpoint())); // prettier-ignore
        return exitCodes.ok;
      });
    });
  program
    .command('stop')
    .description("stop the lab's services, for every window that uses them")
    .argument('<lab>', 'lab: id, or course/id')
    .option('--workspace <folder>', 'folder that holds the lab folder', '.')
    .action(async (name: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<StartOptions>();
      process.exitCode = await withWorld(options, async (world, output) => {
        const { lab } = await findLab(world, name);
        for (const [service, spec] of Object.entries(lab.services)) {
          await world.services.stop({ labId: lab.id, workspace: path.resolve(options.workspace) }, service, spec);
          output.say(`${service}: stopped`);
        }
        output.data({ stopped: Object.keys(lab.services) });
        return exitCodes.ok;
      });
    });
};

/** Resolves on Ctrl+C, or when another process has stopped a service. */
const stopped = (signal: AbortSignal, endpoints: readonly (() => unknown)[]): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      try {
        endpoints.forEach((endpoint) => endpoint());
      } catch {
        end();
      }
    }, 500);
    const end = (): void => {
      clearInterval(timer);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
