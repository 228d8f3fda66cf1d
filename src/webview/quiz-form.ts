import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CheckResult } from '../core/check/result.js';
import type { QuestionView } from '../protocol/exercise-view.js';
import { plural } from './format.js';
import { keep, post } from './post.js';
import { choose, isSubmitted, submittedAnswers, unanswered, usableAnswers, type Answers } from './quiz-answers.js';
import { quizQuestion } from './quiz-question.js';
import { quizStyles } from './quiz-styles.js';
import { proseStyles, sharedStyles } from './styles.js';

/** Questions, answered all at once. After submission each shows its mark until its answer is changed. */
@customElement('delabs-quiz-form')
class QuizFormElement extends LitElement {
  static override styles = [sharedStyles, proseStyles, quizStyles];

  @property({ attribute: false }) questions: readonly QuestionView[] = [];
  @property({ attribute: false }) results: ReadonlyMap<string, CheckResult> = new Map();
  /** Id of the run that {@link results} come from: a new one settles the answers. */
  @property({ attribute: false }) runId: string | undefined;
  @property({ attribute: false }) busy = false;
  /** Answers chosen before a reload and never submitted. */
  @property({ attribute: false }) kept: Answers | undefined;
  @state() private answers: Answers | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.answers === undefined) this.answers = usableAnswers(this.kept ?? {}, this.questions);
    else if (changed.has('runId') && this.runId !== undefined) this.answers = submittedAnswers(this.questions);
  }

  private settle(answers: Answers): void {
    this.answers = answers;
    keep(this, { answers });
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    const answers = this.answers ?? {};
    if (this.busy || unanswered(answers, this.questions) > 0 || !this.changed(answers)) return;
    post(this, { type: 'submit-quiz', answers });
  }

  private changed(answers: Answers): boolean {
    return this.runId === undefined || this.questions.some((question) => !isSubmitted(answers, question));
  }

  private startOver(): void {
    this.settle(Object.fromEntries(this.questions.map(({ checkId }) => [checkId, []])));
    this.renderRoot.querySelector<HTMLElement>('input')?.focus();
  }

  private status(left: number, changed: boolean): string {
    if (left > 0) return `${plural(left, 'question')} left to answer`;
    return changed ? '' : 'Change an answer to submit again';
  }

  override render() {
    const answers = this.answers ?? {};
    const left = unanswered(answers, this.questions);
    const changed = this.changed(answers);
    const closed = left > 0 || !changed;
    const onChoose = (question: QuestionView, option: string, on: boolean) =>
      this.settle(choose(answers, question, option, on));
    return html`
      <form @submit=${this.onSubmit}>
        ${repeat(
          this.questions,
          ({ checkId }) => checkId,
          (question, index) =>
            quizQuestion({
              question,
              index,
              total: this.questions.length,
              chosen: answers[question.checkId] ?? [],
              result: isSubmitted(answers, question) ? this.results.get(question.checkId) : undefined,
              onChoose,
            }),
        )}
        <div class="submit">
          <vscode-button id="submit" ?disabled=${closed} aria-disabled=${closed} @click=${this.onSubmit}>
            ${this.runId === undefined ? 'Submit answers' : 'Submit again'}
          </vscode-button>
          ${
            this.runId === undefined
              ? nothing
              : html`<vscode-button id="start-over" secondary @click=${this.startOver}>Start over</vscode-button>`
          }
          <span class="soft" role="status">${this.status(left, changed)}</span>
        </div>
      </form>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delabs-quiz-form': QuizFormElement;
  }
}
