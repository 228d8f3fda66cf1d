import type { Command } from 'commander';
import { validateCourse } from '../../app/validate-course.js';
import type { Diagnostic } from '../../core/manifest/diagnostic.js';
import { LabError } from '../../core/errors.js';
import { formatDiagnostic } from '../../core/manifest/format-diagnostic.js';
import { withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';

/** `delabs validate [course]`: every manifest is read and what is wrong is listed with file, line, column and cure. */
export const addValidate = (program: Command): void => {
  program
    .command('validate')
    .description('check every manifest of a course (default: of all courses)')
    .argument('[course]', 'course id')
    .action(async (course: string | undefined, _options: unknown, command: Command) => {
      process.exitCode = await withWorld(command.optsWithGlobals<GlobalOptions>(), async (world, output) => {
        const known = (await world.catalog.courses()).map((entry) => entry.id);
        const ids = course === undefined ? known : known.filter((id) => id === course);
        if (ids.length === 0) throw noCourse(course, known);
        const diagnostics: Diagnostic[] = [];
        for (const id of ids) diagnostics.push(...(await validateCourse(world.catalog, id, world.validated)));
        for (const diagnostic of diagnostics) output.say(formatDiagnostic(diagnostic));
        const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
        output.say(
          errors === 0
            ? `${ids.length === 1 ? 'The course is' : `All ${ids.length} courses are`} valid.`
            : `${errors} ${errors === 1 ? 'error' : 'errors'}.`,
        );
        output.data({ courses: ids, diagnostics });
        return errors === 0 ? exitCodes.ok : exitCodes.wrong;
      });
    });
};

const noCourse = (course: string | undefined, known: readonly string[]): LabError =>
  new LabError('not-found', course === undefined ? 'There is no course here.' : `There is no course \`${course}\`.`, {
    cure: known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Name the folder of the course with --courses.',
  });
