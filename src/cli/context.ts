import path from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import type { Course, Lab } from '../core/course/course.js';
import { LabError } from '../core/errors.js';
import { openWorld, type World } from '../node/world.js';
import { Output } from './output.js';
import { isAssessed } from '../core/course/states.js';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly home?: string;
  readonly courses?: readonly string[];
  readonly json?: boolean;
  readonly color?: boolean;
}

/** Folder of the bundles: `dist` in a clone and in the installed extension. */
const distFolder = path.dirname(fileURLToPath(import.meta.url));

/** Runs a command with a world of its own, closed at the end; Ctrl+C aborts the signal. */
export const withWorld = async (
  options: GlobalOptions,
  command: (world: World, output: Output, signal: AbortSignal) => Promise<number>,
): Promise<number> => {
  const output = new Output(options.json ?? false, wantsColour(options));
  const controller = new AbortController();
  const stop = (): void => controller.abort(new LabError('cancelled', 'Cancelled.'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const world = openWorld({
    home: path.resolve(options.home ?? process.env['DELABS_HOME'] ?? envPaths('delabs', { suffix: '' }).data),
    courseFolders: courseFolders(options.courses),
    supervisorScript: path.join(distFolder, 'supervisor.mjs'),
    pythonHelpers: path.join(distFolder, 'python'),
    keepSpares: false,
    completeCourses: true,
    log: () => undefined,
  });
  try {
    return await command(world, output, controller.signal);
  } finally {
    output.clearProgress();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await world.close();
  }
};

/** Colour on a terminal, unless --no-color or NO_COLOR says otherwise. */
const wantsColour = (options: GlobalOptions): boolean =>
  options.color !== false && process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;

/** Named folders first, then the current folder, then the courses that came with this program. */
const courseFolders = (named: readonly string[] = []): readonly string[] => [
  ...named.map((folder) => path.resolve(folder)),
  process.cwd(),
  // In a clone the sources stand beside dist and are complete; the installed extension has learner copies in dist.
  path.join(distFolder, '..', 'labs'),
  path.join(distFolder, 'labs'),
];

/** A lab or quiz named as `lab`, `course/lab`; rejects with `not-found` and the ids there are. */
export const findLab = async (world: World, name: string): Promise<{ readonly course: Course; readonly lab: Lab }> => {
  const [first = '', second] = name.split('/');
  const known: string[] = [];
  for (const { id, loaded } of await world.catalog.courses()) {
    if (second !== undefined && id !== first) continue;
    // Named, and broken: that is told, with the place.
    if (second !== undefined && !loaded.ok) await world.catalog.course(id);
    if (!loaded.ok) continue;
    const items = loaded.value.modules.flatMap((module) => module.items).filter((item) => isAssessed(item.kind));
    if (items.some((item) => item.id === (second ?? first))) return world.catalog.lab(id, second ?? first);
    known.push(...items.map((item) => `${id}/${item.id}`));
  }
  throw new LabError('not-found', `There is no lab \`${name}\`.`, {
    cure: known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Name the folder of the course with --courses.',
  });
};
