import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { verdict } from '../core/check/text/verdict.js';
import type { CheckRun } from '../core/check/result.js';
import type { PanelExercise, ToPanel } from '../protocol/panel.js';
import type { ExerciseRef } from '../protocol/tree.js';
import { bannerStyles, panelBanner } from './banner.js';
import { DelayedFlag } from './delayed-flag.js';
import { footerStyles, panelFooter } from './footer.js';
import { percent } from './format.js';
import { headerStyles, panelHeader } from './header.js';
import { sentence } from './inline-text.js';
import { painted } from './painted.js';
import { post, remember, type KeptChoices, type KeptState } from './post.js';
import { checkRows, emptyView, isChecking, reduce, refKey, sameRef, type CheckRow, type PanelView } from './state.js';
import { layoutStyles } from './layout-styles.js';
import { sharedStyles } from './styles.js';

/** The whole panel: one view derived from the host's messages, and the learner's own choices. */
@customElement('delabs-panel')
export class PanelElement extends LitElement {
  static override styles = [sharedStyles, layoutStyles, headerStyles, bannerStyles, footerStyles];

  /** What was kept from before a reload; used up by the exercise it belongs to. */
  @property({ attribute: false }) kept: KeptState | undefined;
  @state() private view: PanelView = emptyView;
  @state() private choices: KeptChoices = {};
  @state() private spoken = '';

  private readonly slow = new DelayedFlag(this);
  private readonly earlier = new Map<string, KeptChoices>();
  private announced: string | undefined;

  constructor() {
    super();
    this.addEventListener('panel-keep', ({ detail }) => {
      this.choices = { ...this.choices, ...detail };
    });
    this.addEventListener('keydown', (event) => this.onKeydown(event));
  }

  receive(message: ToPanel): void {
    this.view = reduce(this.view, message);
  }

  /** vscode-button acts on the space key without stopping the page from scrolling. */
  private onKeydown(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (event.key === ' ' && target instanceof Element && target.localName === 'vscode-button') event.preventDefault();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('view')) return;
    const before = changed.get('view') as PanelView | undefined;
    const { exercise, checking, fresh, run } = this.view;
    this.slow.set(isChecking(this.view) ? checking?.runId : undefined);
    if (exercise && !sameRef(before?.exercise?.ref, exercise.ref)) this.choices = this.recall(exercise.ref);
    if (checking && checking.runId !== before?.checking?.runId) this.spoken = '';
    if (run && fresh !== undefined && fresh !== this.announced) this.onNews(run);
  }

  /** What the learner chose in this exercise, before a reload or earlier in this panel. */
  private recall(ref: ExerciseRef): KeptChoices {
    if (sameRef(this.kept?.ref, ref)) {
      const { ref: _, ...choices } = this.kept ?? { ref };
      this.kept = undefined;
      return choices;
    }
    return this.earlier.get(refKey(ref)) ?? {};
  }

  /** A new run is told once; answers that led to it are no longer drafts. */
  private onNews(run: CheckRun): void {
    const { lead, text } = verdict(run);
    const grade = run.grade.gradable ? ` ${percent(run.grade.fraction)}.` : '';
    this.spoken = `${lead} ${text}${grade}`.replaceAll('`', '');
    const { answers: _, ...others } = this.choices;
    this.choices = others;
  }

  protected override updated(changed: PropertyValues): void {
    const { exercise, fresh } = this.view;
    if (exercise && (changed.has('view') || changed.has('choices'))) {
      this.earlier.set(refKey(exercise.ref), this.choices);
      remember(this, { ref: exercise.ref, ...this.choices });
    }
    const before = changed.get('view') as PanelView | undefined;
    if (exercise && before?.exercise && !sameRef(before.exercise.ref, exercise.ref)) scrollTo(0, 0);
    if (fresh === undefined || fresh === this.announced) return;
    this.announced = fresh;
    // The button that asks for the marks stands at the end of a quiz, the grade at its top.
    if (exercise?.kind === 'quiz') scrollTo(0, 0);
    void painted().then(() => post(this, { type: 'rendered', runId: fresh }));
  }

  override render() {
    const { exercise, banner } = this.view;
    return html`
      ${this.slow.value ? html`<vscode-progress-bar aria-label="Checking"></vscode-progress-bar>` : nothing}
      <main>
        ${panelBanner(banner)} ${exercise ? keyed(refKey(exercise.ref), this.exercise(exercise)) : this.placeholder()}
        <p class="vh" id="announcer" role="status" aria-live="polite">${this.spoken}</p>
      </main>
    `;
  }

  private placeholder(): TemplateResult | typeof nothing {
    if (this.view.banner) return nothing;
    return html`<p class="placeholder soft">
      Open an exercise from the Labs view. Its instructions and feedback appear here.
    </p>`;
  }

  private exercise(exercise: PanelExercise): TemplateResult {
    const { view } = this;
    return html`
      ${panelHeader(exercise, view)} ${this.verdictLine()} ${this.instructions(exercise)}
      ${exercise.kind === 'quiz' ? this.quiz(exercise) : this.checks(exercise)} ${panelFooter(exercise, view.run)}
    `;
  }

  private verdictLine(): TemplateResult | typeof nothing {
    const { run } = this.view;
    if (this.slow.value) return html`<p class="verdict soft">Checking…</p>`;
    if (!run) return nothing;
    const { lead, text } = verdict(run);
    return html`<p class="verdict"><b>${sentence(lead)}</b> ${sentence(text)}</p>`;
  }

  private instructions(exercise: PanelExercise): TemplateResult | typeof nothing {
    if (exercise.instructionsHtml.trim() === '') return nothing;
    return html`<delabs-instructions
      .html=${exercise.instructionsHtml}
      .heading=${exercise.title}
      .files=${exercise.files}
      .open=${this.choices.instructionsOpen ?? this.view.run === undefined}
    ></delabs-instructions>`;
  }

  private checks(exercise: PanelExercise): TemplateResult {
    const ladder = exercise.hints.find((hints) => hints.checkId === undefined);
    const busy = isChecking(this.view);
    return html`
      <section aria-labelledby="checks" aria-busy=${busy}>
        <h2 id="checks" class="vh">Checks</h2>
        <ol class="checks">
          ${repeat(
            checkRows(this.view),
            (row) => row.heading.checkId,
            (row) => html`<li>${this.check(exercise, row)}</li>`,
          )}
        </ol>
      </section>
      ${
        ladder
          ? html`<delabs-hint-ladder class="general" .ladder=${ladder} .offers=${!this.isSolved}></delabs-hint-ladder>`
          : nothing
      }
    `;
  }

  private get isSolved(): boolean {
    return this.view.run?.grade.gradable === true && this.view.run.grade.fraction === 1;
  }

  private check(exercise: PanelExercise, row: CheckRow): TemplateResult {
    const { requirement, checkId } = row.heading;
    return html`<delabs-check-item
      .row=${row}
      .requirement=${requirement === undefined ? undefined : exercise.requirements[requirement]}
      .ladder=${exercise.hints.find((hints) => hints.checkId === checkId)}
      .slow=${this.slow.value}
    ></delabs-check-item>`;
  }

  private quiz(exercise: PanelExercise): TemplateResult {
    const { run } = this.view;
    return html`<delabs-quiz-form
      .questions=${exercise.questions}
      .results=${new Map((run?.results ?? []).map((result) => [result.checkId, result]))}
      .runId=${run?.id}
      .busy=${isChecking(this.view)}
      .kept=${this.choices.answers}
    ></delabs-quiz-form>`;
  }
}
