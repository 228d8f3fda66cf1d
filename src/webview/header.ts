import { css, html, nothing, type TemplateResult } from 'lit';
import type { PanelExercise } from '../protocol/panel.js';
import { plural, pointsText } from './format.js';
import { gradeBar, gradeRing, shownGrade } from './grade.js';
import { richLine } from './inline-text.js';
import { posting } from './post.js';
import type { PanelView } from './state.js';

const pointsOf = (exercise: PanelExercise, view: PanelView): string => {
  const max = exercise.checks.reduce((sum, check) => sum + check.maxPoints, 0);
  const grade = view.run?.grade;
  if (!grade) return plural(max, 'point');
  return grade.gradable ? `${pointsText(grade.points)} of ${plural(grade.maxPoints, 'point')}` : 'not graded this time';
};

const facts = (exercise: PanelExercise, view: PanelView): readonly string[] => [
  ...(exercise.itemTitle === exercise.title ? [] : [exercise.itemTitle]),
  ...(exercise.kind === 'quiz' ? [plural(exercise.questions.length, 'question')] : []),
  ...(exercise.kind === 'lab' && exercise.total > 1 ? [`exercise ${exercise.ordinal} of ${exercise.total}`] : []),
  exercise.grading,
  pointsOf(exercise, view),
];

const checkButton = (exercise: PanelExercise, view: PanelView): TemplateResult | typeof nothing => {
  if (exercise.kind === 'quiz') return nothing;
  const label = view.run ? 'Check again' : 'Check';
  return html`<vscode-button
    id="check"
    ?secondary=${goesOn(exercise, view)}
    @click=${posting(exercise.started ? { type: 'check' } : { type: 'action', id: 'start-lab' })}
    >${exercise.started ? label : 'Start lab'}</vscode-button
  >`;
};

/** A pass makes going on the thing to do next. */
const goesOn = (exercise: PanelExercise, view: PanelView): boolean =>
  exercise.next !== undefined && view.run?.grade.passed === true && view.run.grade.gradable;

const nextButton = (exercise: PanelExercise, view: PanelView): TemplateResult | typeof nothing => {
  if (!exercise.next) return nothing;
  const label = exercise.kind === 'quiz' ? 'Next' : 'Next exercise';
  return html`<vscode-button id="next" ?secondary=${!goesOn(exercise, view)} @click=${posting({ type: 'next' })}
    >${label}</vscode-button
  >`;
};

/** Grade, title, where the exercise stands in its lab, and what to press. */
export const panelHeader = (exercise: PanelExercise, view: PanelView): TemplateResult => {
  const grade = shownGrade(view.run?.grade);
  return html`
    <header>
      ${gradeRing(grade)}
      <div class="titles">
        <h1>${richLine(exercise.title)}</h1>
        <ul class="facts soft">
          ${facts(exercise, view).map((fact) => html`<li>${fact}</li>`)}
        </ul>
      </div>
      <div class="actions">${checkButton(exercise, view)} ${nextButton(exercise, view)}</div>
    </header>
    ${gradeBar(grade)}
  `;
};

export const headerStyles = css`
  header {
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr) auto;
    gap: 4px 16px;
    align-items: center;
    margin-bottom: 16px;
  }
  h1 {
    font-size: 1.4em;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    /* Every fact has its dot before it; the first one of each line is cut off. */
    margin: 3px 0 0 -1.1em;
    padding: 0;
    list-style: none;
    clip-path: inset(0 0 0 1.1em);
  }
  .facts li::before {
    content: '·' / '';
    display: inline-block;
    width: 1.1em;
    text-align: center;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .ring {
    display: block;
    width: 64px;
    height: 64px;
  }
  .ring circle {
    fill: none;
    stroke-width: 5;
  }
  .ring .track {
    stroke: var(--line);
    stroke-width: var(--delabs-track-width, 5);
  }
  .ring .fill {
    stroke: var(--warn);
  }
  .ring .fill.good {
    stroke: var(--good);
  }
  .ring text {
    fill: var(--vscode-foreground);
    font-size: 15px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .ring text.full {
    font-size: 13px;
  }
  .bar {
    display: block;
    width: 100%;
    height: 28px;
    overflow: visible;
    margin-bottom: 8px;
  }
  .bar .track {
    fill: var(--delabs-track-fill, var(--line));
    stroke: var(--line);
    stroke-width: var(--delabs-track-width, 0);
  }
  .bar .fill {
    fill: var(--warn);
  }
  .bar .fill.good {
    fill: var(--good);
  }
  .bar .pass {
    stroke: var(--vscode-foreground);
    stroke-width: 2;
  }
  .bar text {
    fill: var(--soft);
    font-size: 0.85em;
  }
  @container (max-width: 640px) {
    header {
      grid-template-columns: 64px minmax(0, 1fr);
    }
    .actions {
      grid-column: 1 / -1;
      margin-top: 8px;
    }
  }
`;
