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
import { percent, plural } from './format.js';
import { headerStyles, panelHeader } from './header.js';
import { sentence } from './inline-text.js';
import { painted } from './painted.js';
import { post, remember, type KeptChoices, type KeptState } from './post.js';
import { requirementRows } from './requirements-model.js';
import { checkRows, emptyView, isChecking, reduce, refKey, sameRef, type CheckRow, type PanelView } from './state.js';
import { layoutStyles } from './layout-styles.js';
import { sharedStyles } from './styles.js';
import { checkingWords, tierNote } from './tier-words.js';

/** The whole panel: one view derived from the host's messages, and the learner's own choices. */
@customElement('delabs-panel')
export class PanelElement extends LitElement {
  static override styles = [sharedStyles, layoutStyles, headerStyles, bannerStyles, footerStyles];

  /** What was kept from before a reload; used up by the exercise it belongs to. */
  @property({ attribute: false }) kept: KeptState | undefined;
  @state() private view: PanelView = emptyView;
  @state() private choices: KeptChoices = {};
  @state() private spoken = '';
  /** Requirement whose checks alone are shown. */
  @state() private requirement: string | undefined;

  private readonly slow = new DelayedFlag(this);
  private readonly earlier = new Map<string, KeptChoices>();
  private announced: string | undefined;

  constructor() {
    super();
    this.addEventListener('panel-keep', ({ detail }) => {
      this.choices = { ...this.choices, ...detail };
    });
    this.addEventListener('panel-choose', ({ detail }) => this.onChoose(detail ?? undefined));
    this.addEventListener('keydown', (event) => this.onKeydown(event));
  }

  private onChoose(requirement: string | undefined): void {
    this.requirement = requirement;
    const checks = checkRows(this.view).filter(({ heading }) => heading.requirement === requirement).length;
    this.spoken = requirement === undefined ? 'All checks are shown.' : `${plural(checks, 'check')} of ${requirement}.`;
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
    if (exercise && !sameRef(before?.exercise?.ref, exercise.ref)) {
      this.choices = this.recall(exercise.ref);
      this.requirement = undefined;
    }
    if (exercise && checking && checking.runId !== before?.checking?.runId)
      this.spoken = checking.quick ? checkingWords(exercise, checking) : '';
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
      ${panelHeader(exercise, view)} ${this.verdictLine(exercise)} ${this.instructions(exercise)}
      ${this.requirements(exercise)} ${exercise.kind === 'quiz' ? this.quiz(exercise) : this.checks(exercise)}
      ${panelFooter(exercise, view.run)}
    `;
  }

  private verdictLine(exercise: PanelExercise): TemplateResult | typeof nothing {
    const { run, checking } = this.view;
    const waits = isChecking(this.view) && (this.slow.value || checking?.quick !== undefined);
    if (waits) return html`<p class="verdict soft">${checkingWords(exercise, checking)}</p>`;
    if (!run) return nothing;
    const { lead, text } = verdict(run);
    const note = tierNote(exercise, run);
    return html`<p class="verdict"><b>${sentence(lead)}</b> ${sentence(text)}</p>
      ${note ? html`<p class="soft note">${note}</p>` : nothing}`;
  }

  private requirements(exercise: PanelExercise): TemplateResult | typeof nothing {
    const rows = requirementRows(exercise.requirements, checkRows(this.view), this.slow.value);
    if (rows.length === 0) return nothing;
    return html`<delabs-requirements
      .rows=${rows}
      .chosen=${this.requirement}
      .open=${this.choices.requirementsOpen ?? true}
    ></delabs-requirements>`;
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
    const rows = checkRows(this.view);
    const { requirement } = this;
    const shown = requirement === undefined ? rows : rows.filter(({ heading }) => heading.requirement === requirement);
    return html`
      <section aria-labelledby="checks" aria-busy=${busy}>
        ${this.checksHeading(rows.length)}
        <ol class="checks">
          ${repeat(
            shown,
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

  private checksHeading(all: number): TemplateResult {
    const { requirement } = this;
    if (requirement === undefined) return html`<h2 id="checks" class="vh">Checks</h2>`;
    return html`<div class="only">
      <h2 id="checks">Checks of ${requirement}</h2>
      <button class="link" @click=${() => this.showAll(requirement)}>Show all ${all} checks</button>
    </div>`;
  }

  /** The button goes with the choice: whoever stood on it goes back to where the choice was made. */
  private showAll(requirement: string): void {
    this.onChoose(undefined);
    void this.updateComplete.then(() => this.renderRoot.querySelector('delabs-requirements')?.focusRow(requirement));
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
