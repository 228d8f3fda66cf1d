import { css, html, nothing, type TemplateResult } from 'lit';
import type { CheckRun } from '../core/check/result.js';
import type { FromPanel, PanelExercise } from '../protocol/panel.js';
import { duration } from './format.js';
import { posting } from './post.js';
import { footerFacts } from './run-facts.js';

const triggers: Readonly<Record<CheckRun['trigger'], string>> = {
  save: 'on save',
  command: 'on request',
  task: 'by a task',
  submit: 'on submission',
};

const when = (run: CheckRun): TemplateResult => {
  const at = new Date(run.startedAt);
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const clock = html`<time datetime=${at.toISOString()}>${time}</time>`;
  return html`<li>${triggers[run.trigger]} at ${clock}, in ${duration(run.durationMs)}</li>`;
};

const actions = (exercise: PanelExercise): TemplateResult => {
  const link = (id: string, words: string, message: FromPanel): TemplateResult =>
    html`<li><button id=${id} class="link" @click=${posting(message)}>${words}</button></li>`;
  return html`<ul class="ways">
    ${exercise.attempts > 0 ? link('attempts', 'Attempts…', { type: 'attempts' }) : nothing}
    ${exercise.solution.allowed ? link('solution', 'Show solution', { type: 'solution' }) : nothing}
    ${link('reset', 'Reset exercise…', { type: 'reset' })}
  </ul>`;
};

/** Small print: attempts, how it was checked and against what, and the ways back: to earlier attempts, to the starter. */
export const panelFooter = (exercise: PanelExercise, run: CheckRun | undefined): TemplateResult => {
  return html`
    <footer class="soft">
      <ul class="facts">
        ${footerFacts(exercise, run).map((fact) => html`<li>${fact}</li>`)} ${run ? when(run) : nothing}
      </ul>
      ${exercise.kind === 'lab' && exercise.started ? actions(exercise) : nothing}
    </footer>
  `;
};

export const footerStyles = css`
  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 6px 24px;
    margin-top: 24px;
    padding-top: 10px;
    border-top: 1px solid var(--line);
    font-size: 0.92em;
  }
  footer .facts {
    margin-top: 0;
  }
  footer .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
`;
