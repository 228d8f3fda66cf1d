import type { CheckResult, CheckRun } from '../result.js';
import { pointsText } from './grade-bar.js';

const place = ({ location }: CheckResult): string => (location ? ` (${location.file}:${location.line})` : '');

const lines = (result: CheckResult): readonly string[] => [
  `${result.status}: ${result.title} (${pointsText(result.points)} of ${pointsText(result.maxPoints)})`,
  ...(result.status === 'passed' ? [] : [`  ${result.message}${place(result)}`]),
];

/** A run as plain text to be compared with another: nothing in it differs unless a result does. Ends with a line break. */
export const resultsSheet = ({ exerciseTitle, grade, results }: CheckRun): string =>
  [
    exerciseTitle,
    `${Math.floor(grade.fraction * 100 + 1e-9)} %, ${pointsText(grade.points)} of ${pointsText(grade.maxPoints)} points`,
    '',
    ...results.flatMap(lines),
    '',
  ].join('\n');
