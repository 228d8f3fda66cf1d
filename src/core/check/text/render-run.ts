import type { CheckRun } from '../result.js';
import { gradeLines } from './grade-bar.js';
import { resultLines } from './render-result.js';
import type { TextStyle } from './style.js';
import { verdict } from './verdict.js';
import { clip, printable, wrap } from './width.js';

const verdictLines = (run: CheckRun, style: TextStyle, width: number): readonly string[] => {
  const { lead, text } = verdict(run);
  const [first = '', ...rest] = wrap(`${lead} ${text}`.trim(), width);
  const line = first.startsWith(lead) ? style.strong(lead) + first.slice(lead.length) : style.strong(first);
  return [line, ...rest];
};

/**
 * A check run as readable terminal output of at most `width` columns: title and grade against the pass mark, every check with its
 * words and rows, and the verdict. Without colour it says as much as with it. Ends with a line break.
 */
export const renderRun = (run: CheckRun, style: TextStyle, width: number): string => {
  const environment =
    run.environment.length === 0 ? [] : [style.quiet(clip(printable(run.environment.join(', ')), width))];
  const checks = run.results.flatMap((result) => {
    const lines = resultLines(result, style, width);
    return lines.length > 1 ? [...lines, ''] : lines;
  });
  return [
    ...wrap(run.exerciseTitle, width).map(style.strong),
    ...environment,
    ...gradeLines(run.grade, style, width),
    '',
    ...checks,
    ...(checks.at(-1) === '' || checks.length === 0 ? [] : ['']),
    ...verdictLines(run, style, width),
    '',
  ].join('\n');
};
