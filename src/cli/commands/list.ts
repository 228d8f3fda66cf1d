import type { Command } from 'commander';
import { pointsOf } from '../../core/course/course.js';
import { formatDiagnostic } from '../../core/manifest/format-diagnostic.js';
import { withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { isAssessed } from '../../core/course/states.js';

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly points?: number;
  readonly grading?: string;
  readonly problems?: readonly string[];
}

/** `delabs list`: every course with its modules and items. */
export const addList = (program: Command): void => {
  program
    .command('list')
    .description('list the courses, their modules and items')
    .action(async (_options: unknown, command: Command) => {
      process.exitCode = await withWorld(command.optsWithGlobals<GlobalOptions>(), async (world, output) => {
        const listed = [];
        for (const { id, file, loaded } of await world.catalog.courses()) {
          if (!loaded.ok) {
            listed.push({ id, problems: loaded.diagnostics });
            output.say(
              `${output.style.failed(id)}\n${loaded.diagnostics.map((diagnostic) => `  ${formatDiagnostic(diagnostic)}`).join('\n')}`,
            );
            continue;
          }
          output.say(`${output.style.strong(loaded.value.title)}  ${output.style.quiet(id)}`);
          const modules = [];
          for (const module of loaded.value.modules) {
            output.say(`  ${module.title}`);
            const items: Listed[] = [];
            for (const item of module.items) {
              const lab = isAssessed(item.kind) ? await world.catalog.load(item) : undefined;
              items.push({
                id: item.id,
                kind: item.kind,
                title: (lab?.ok ? lab.value.title : item.title) ?? item.id,
                ...(lab?.ok
                  ? {
                      points: pointsOf(lab.value.exercises.flatMap((exercise) => exercise.checks)),
                      grading: lab.value.grading,
                    }
                  : {}),
                ...(lab && !lab.ok
                  ? { problems: lab.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)) }
                  : {}),
              });
            }
            for (const item of items)
              output.say(
                `    ${item.kind.padEnd(8)}${item.id.padEnd(24)}${item.title}${item.points === undefined ? '' : `  (${item.points} points, ${item.grading})`}${item.problems ? `\n      ${item.problems.join('\n      ')}` : ''}`,
              );
            modules.push({ id: module.id, title: module.title, items });
          }
          listed.push({ id, title: loaded.value.title, file, modules });
        }
        if (listed.length === 0) output.say('No course found. Name the folder of one with --courses.');
        output.data({ courses: listed });
        return exitCodes.ok;
      });
    });
};
