import { html, svg, type TemplateResult } from 'lit';
import type { Grade } from '../core/check/result.js';
import { passMark } from '../core/vocabulary.js';
import { passMarkText, percent, plural, pointsText } from './format.js';

/** A grade to draw; without one there is nothing to show yet, or nothing that could be graded. */
export type ShownGrade = Grade | undefined;

const radius = 28;
const length = 2 * Math.PI * radius;

export const shownGrade = (grade: ShownGrade): ShownGrade => (grade?.gradable ? grade : undefined);

const tone = (grade: Grade): string => (grade.passed ? 'good' : 'part');

const ringLabel = (grade: ShownGrade): string =>
  grade
    ? `${percent(grade.fraction)}, ${pointsText(grade.points)} of ${plural(grade.maxPoints, 'point')}; ${passMarkText} passes`
    : `Not graded yet; ${passMarkText} passes`;

/** The grade as a ring with the percentage in it. Attributes only: no style that a strict policy would refuse. */
export const gradeRing = (grade: ShownGrade): TemplateResult => html`
  <svg class="ring" viewBox="0 0 64 64" role="img" aria-label=${ringLabel(grade)}>
    <circle class="track" cx="32" cy="32" r=${radius} />
    ${
      grade && grade.fraction > 0
        ? svg`<circle class="fill ${tone(grade)}" cx="32" cy="32" r=${radius} transform="rotate(-90 32 32)"
            stroke-dasharray="${grade.fraction * length} ${length}"/>`
        : ''
    }
    <text class=${grade?.fraction === 1 ? 'full' : ''} x="32" y="32" text-anchor="middle" dominant-baseline="central">
      ${grade ? percent(grade.fraction) : '–'}
    </text>
  </svg>
`;

/** The grade as a bar with the pass mark; says nothing to a screen reader that the ring has not said. */
export const gradeBar = (grade: ShownGrade): TemplateResult => {
  const mark = `${passMark * 100}%`;
  return html`
    <svg class="bar" aria-hidden="true" focusable="false">
      <rect class="track" y="4" width="100%" height="4" />
      ${grade ? svg`<rect class="fill ${tone(grade)}" y="4" width="${grade.fraction * 100}%" height="4"/>` : ''}
      <line class="pass" x1=${mark} x2=${mark} y1="0" y2="12" />
      <text x=${mark} y="24" text-anchor="middle">pass ${passMarkText}</text>
    </svg>
  `;
};
