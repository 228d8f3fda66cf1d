import type { Grade } from '../result.js';
import { passMark } from '../../vocabulary.js';
import type { TextStyle } from './style.js';
import { wrap } from './width.js';
import { countOf } from './words.js';

const barWidth = 30;
const markAt = Math.round(passMark * barWidth);

/** Points with at most two decimals. */
export const pointsText = (value: number): string => String(Math.round(value * 100) / 100);

const percent = (fraction: number): string => `${Math.floor(Math.round(fraction * 1e6) / 1e4)} %`;

const judgement = ({ gradable, passed }: Grade): string => {
  if (!gradable) return 'not graded';
  return passed ? 'passed' : `not passed yet, pass mark ${percent(passMark)}`;
};

/**
 * `██████████████░░░░░░░░░░│░░░░░░  46 %  5 of 11 points, not passed yet, pass mark 80 %`: a bar with the pass mark as a line, in one
 * or two lines as the width allows.
 */
export const gradeLines = (grade: Grade, style: TextStyle, width: number): readonly string[] => {
  const filled = Math.floor(grade.fraction * barWidth + 1e-9);
  const cells = Array.from({ length: barWidth }, (_, at) => (at < filled ? '█' : '░'));
  const bar = [...cells.slice(0, markAt), '│', ...cells.slice(markAt)].join('');
  const colour = !grade.gradable ? style.quiet : grade.passed ? style.passed : style.warned;
  const share = percent(grade.fraction);
  const facts = `${pointsText(grade.points)} of ${countOf(grade.maxPoints, 'point')}, ${judgement(grade)}`;
  const head = `${colour(bar)}  ${style.strong(share)}`;
  const oneLine = barWidth + 1 + 2 + share.length + 2 + facts.length <= width;
  return oneLine ? [`${head}  ${facts}`] : [head, ...wrap(facts, width)];
};
