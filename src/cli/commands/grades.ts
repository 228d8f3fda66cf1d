import type { Command } from 'commander';
import { collectGrades } from '../../app/grades.js';
import type { CourseGrades, GradebookEntry } from '../../core/course/gradebook.js';
import { gradebookCsv } from '../../core/course/gradebook-csv.js';
import { clip, pad } from '../../core/check/text/width.js';
import { passMark } from '../../core/vocabulary.js';
import { withWorld, type GlobalOptions } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import type { Output } from '../output.js';

interface GradesOptions extends GlobalOptions {
  readonly csv?: boolean;
}

/** `delabs grades`: every assessment of every course, and what it came to. */
export const addGrades = (program: Command): void => {
  program
    .command('grades')
    .description('show the grades of every lab and quiz')
    .option('--csv', 'one CSV table on standard output')
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<GradesOptions>();
      process.exitCode = await withWorld(options, async (world, output) => {
        const courses = await collectGrades(world);
        if (options.csv === true && !output.json) output.say(gradebookCsv(courses).trimEnd());
        else courses.forEach((course) => sayCourse(output, course));
        if (courses.length === 0 && options.csv !== true)
          output.say('No course found. Name the folder of one with --courses.');
        output.data({ courses });
        return exitCodes.ok;
      });
    });
};

const percent = (fraction: number): string => `${Math.floor(fraction * 100 + 1e-9)} %`;

const number = (points: number): string => String(Math.round(points * 100) / 100);

const standingOf = ({ problem, counts, grading, optional, attempts, passed }: GradebookEntry): string => {
  if (problem !== undefined) return problem;
  const standing = attempts === 0 ? 'not attempted' : passed ? 'passed' : 'not passed';
  if (counts) return standing;
  return `${standing}, ${optional ? 'optional' : (grading ?? '')}: does not count`;
};

const sayCourse = (output: Output, { courseId, title, entries, total }: CourseGrades): void => {
  const { style } = output;
  output.say(`${style.strong(title)}  ${style.quiet(courseId)}`);
  for (const entry of entries) {
    const facts = [
      pad(entry.kind, 5),
      pad(clip(entry.title, 40), 40),
      pad(entry.counts ? `${Math.round(entry.weight * 100)} %` : '–', 6, true),
      pad(`${number(entry.points.best)}/${number(entry.points.max)}`, 9, true),
      pad(percent(entry.fraction), 6, true),
      pad(entry.attempts === 1 ? '1 attempt' : `${entry.attempts} attempts`, 13),
    ];
    output.say(`  ${facts.join(' ')} ${standingOf(entry)}`);
  }
  output.say(
    total.assessments === 0
      ? '  Nothing in this course counts.'
      : `  ${percent(total.fraction)} of the course, ${total.passed} of ${total.assessments} passed (pass ${percent(passMark)})`,
  );
};
