import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CheckResult } from '../core/check/result.js';
import type { HintLadder } from '../protocol/exercise-view.js';
import { checkBody, hasBody } from './check-body.js';
import { checkItemStyles } from './check-styles.js';
import { duration, plural, pointsText } from './format.js';
import { chevron, type Mark, markIcon, markWords } from './icons.js';
import { richLine } from './inline-text.js';
import { proseStyles, sharedStyles } from './styles.js';
import type { CheckRow } from './state.js';
import { textEvidenceStyles } from './text-evidence.js';

/** Outcomes that say nothing of the work: their points stay open. */
const undecided: ReadonlySet<Mark> = new Set(['skipped', 'error', 'cancelled']);

/** Outcomes too rare for their shape to be known: the word is shown too. */
const named: ReadonlySet<Mark> = new Set(['skipped', 'error', 'cancelled', 'timeout']);

/** One check: how it stands, and below it what is wrong and where to look. */
@customElement('delabs-check-item')
class CheckItemElement extends LitElement {
  static override styles = [sharedStyles, proseStyles, textEvidenceStyles, checkItemStyles];

  @property({ attribute: false }) row: CheckRow | undefined;
  @property({ attribute: false }) requirement: string | undefined;
  @property({ attribute: false }) ladder: HintLadder | undefined;
  /** True once a run has taken long enough for its waiting to be shown. */
  @property({ attribute: false }) slow = false;
  /** What the learner chose for the outcome on show; a new outcome starts afresh. */
  @state() private chosen: boolean | undefined;

  private shownStatus: CheckResult['status'] | undefined;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const status = this.row?.result?.status;
    if (status !== this.shownStatus) this.chosen = undefined;
    this.shownStatus = status;
  }

  private get mark(): Mark {
    if (this.row?.pending && this.slow) return 'pending';
    return this.row?.result?.status ?? 'idle';
  }

  private get expanded(): boolean {
    const status = this.row?.result?.status;
    return this.chosen ?? (status !== undefined && status !== 'passed');
  }

  private heading(row: CheckRow, body: boolean): TemplateResult {
    const { title, requirement } = row.heading;
    const words = html`<span class="vh">${markWords[this.mark]}: </span>${richLine(title)}
      ${requirement ? html`<span class="tag">${requirement}</span>` : nothing}`;
    if (!body) return html`<h3>${words}</h3>`;
    const toggle = () => (this.chosen = !this.expanded);
    return html`<h3>
      <button class="toggle" aria-expanded=${this.expanded} aria-controls="body" @click=${toggle}>${words}</button>
    </h3>`;
  }

  private points({ result, heading }: CheckRow): TemplateResult {
    if (!result) return html`<span class="points">${plural(heading.maxPoints, 'point')}</span>`;
    const max = pointsText(result.maxPoints);
    const earned = undecided.has(result.status) && result.points === 0 ? '–' : pointsText(result.points);
    return html`<span class="points">
      <span aria-hidden="true">${earned} / ${max}</span>
      <span class="vh">${earned === '–' ? 'none' : earned} of ${max} points</span>
    </span>`;
  }

  private time(result: CheckResult | undefined): TemplateResult {
    const ran = result !== undefined && result.status !== 'skipped' && result.status !== 'cancelled';
    return html`<span class="time">${ran ? duration(result.durationMs) : nothing}</span>`;
  }

  override render() {
    const { row } = this;
    if (!row) return nothing;
    const { result } = row;
    const body = result !== undefined && hasBody(result, this.requirement);
    const stale = row.pending && this.slow;
    const word = named.has(this.mark)
      ? html`<span class="word" aria-hidden="true">${markWords[this.mark]}</span>`
      : nothing;
    return html`
      <div class="check ${this.mark} ${stale ? 'stale' : ''}">
        <div class="row">
          ${markIcon(this.mark)} ${this.heading(row, body)} ${word} ${this.points(row)} ${this.time(result)}
          ${body ? chevron() : nothing}
        </div>
        ${body ? html`<div id="body" class="body" ?hidden=${!this.expanded}>${this.body(result)}</div>` : nothing}
      </div>
    `;
  }

  private body(result: CheckResult): TemplateResult {
    return checkBody(this, { result, requirement: this.requirement, ladder: this.ladder });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delabs-check-item': CheckItemElement;
  }
}
