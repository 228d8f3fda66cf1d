import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HintLadder } from '../protocol/exercise-view.js';
import { richText } from './inline-text.js';
import { post } from './post.js';
import { proseStyles, sharedStyles } from './styles.js';

/** Hints revealed so far, and the button for one more. */
@customElement('delabs-hint-ladder')
class HintLadderElement extends LitElement {
  static override styles = [
    sharedStyles,
    proseStyles,
    css`
      :host {
        display: block;
      }
      .ladder {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .ladder > li {
        max-width: 80ch;
        margin-bottom: 10px;
        padding: 2px 12px;
        border-left: 2px solid var(--vscode-textLink-foreground);
      }
      .ladder > li > b {
        display: block;
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) ladder: HintLadder | undefined;
  /** False where the check, or the whole exercise, has passed: hints seen stay, but there is nothing more to ask for. */
  @property({ attribute: false }) offers = true;

  private askedWithFocus = false;

  private get done(): boolean {
    return this.ladder === undefined || this.ladder.shown.length >= this.ladder.total;
  }

  private ask(): void {
    const checkId = this.ladder?.checkId;
    this.askedWithFocus = true;
    post(this, checkId === undefined ? { type: 'hint' } : { type: 'hint', checkId });
  }

  /** The button goes with the last hint: whoever stood on it goes on from that hint, not from the top of the page. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('ladder') || !this.askedWithFocus) return;
    this.askedWithFocus = false;
    if (this.done) this.renderRoot.querySelector<HTMLElement>('.ladder > li:last-child')?.focus();
  }

  override render() {
    const { ladder } = this;
    if (!ladder || ladder.total === 0) return nothing;
    const label = ladder.shown.length === 0 ? 'Show hint' : 'Next hint';
    return html`
      <ol class="ladder" aria-label="Hints" aria-live="polite">
        ${ladder.shown.map(
          (hint, index) =>
            html`<li tabindex="-1" class="prose"><b>Hint ${index + 1} of ${ladder.total}</b>${richText(hint)}</li>`,
        )}
      </ol>
      ${this.offers && !this.done ? html`<vscode-button secondary @click=${this.ask}>${label}</vscode-button>` : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delabs-hint-ladder': HintLadderElement;
  }
}
