import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CheckResult } from '../core/check/result.js';
import type { QuestionView } from '../protocol/exercise-view.js';
import { pointsText } from './format.js';
import { markIcon, markWords } from './icons.js';
import { richLine, richText } from './inline-text.js';

export interface QuizQuestionParts {
  readonly question: QuestionView;
  readonly index: number;
  readonly total: number;
  readonly chosen: readonly string[];
  /** The mark, while the answer on show is the submitted one. */
  readonly result: CheckResult | undefined;
  readonly onChoose: (question: QuestionView, option: string, on: boolean) => void;
}

const option = (parts: QuizQuestionParts, id: string, text: string): TemplateResult => {
  const { question, chosen, onChoose } = parts;
  const onChange = (event: Event) => onChoose(question, id, (event.target as HTMLInputElement).checked);
  return html`<label class="option">
    <input
      type=${question.type === 'single' ? 'radio' : 'checkbox'}
      name=${question.checkId}
      value=${id}
      .checked=${live(chosen.includes(id))}
      @change=${onChange}
    />
    <span>${richLine(text)}</span>
  </label>`;
};

const outcome = (result: CheckResult): TemplateResult => html`
  <div class="outcome ${result.status}">
    ${markIcon(result.status)}
    <div>
      <div class="prose">
        <span class="word"
          >${result.status === 'passed' ? 'Right' : result.status === 'failed' ? 'Not right' : markWords[result.status]}</span
        >
        ${richText(result.message)}
      </div>
      ${result.help ? html`<div class="prose soft">${richText(result.help)}</div>` : nothing}
    </div>
    <span class="points soft">
      <span aria-hidden="true">${pointsText(result.points)} / ${pointsText(result.maxPoints)}</span>
      <span class="vh">${pointsText(result.points)} of ${pointsText(result.maxPoints)} points</span>
    </span>
  </div>
`;

/** One question as a group of native inputs: keyboard and screen reader come with them. */
export const quizQuestion = (parts: QuizQuestionParts): TemplateResult => {
  const { question, index, total, result } = parts;
  return html`
    <fieldset>
      <legend>
        <span class="soft number">Question ${index + 1} of ${total}</span>
        <span class="prose prompt">${richText(question.prompt)}</span>
        ${question.type === 'multiple' ? html`<span class="soft">Choose all that apply.</span>` : nothing}
      </legend>
      ${question.options.map(({ id, text }) => option(parts, id, text))} ${result ? outcome(result) : nothing}
    </fieldset>
  `;
};
