import { css, html, nothing, type TemplateResult } from 'lit';
import type { CheckRun } from '../core/check/result.js';
import type { PanelExercise } from '../protocol/panel.js';
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

/** Small print: attempts, how it was checked and against what, and the way back to the starter. */
export const panelFooter = (exercise: PanelExercise, run: CheckRun | undefined): TemplateResult => {
  const canReset = exercise.kind === 'lab' && exercise.started;
  return html`
    <footer class="soft">
      <ul class="facts">
        ${footerFacts(exercise, run).map((fact) => html`<li>${fact}</li>`)} ${run ? when(run) : nothing}
      </ul>
      ${canReset ? html`<button id="reset" class="link" @click=${posting({ type: 'reset' })}>Reset exercise…</button>` : nothing}
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
`;
