import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { plural } from './format.js';
import { chevron, markIcon, type Mark } from './icons.js';
import { sentence } from './inline-text.js';
import { choose, keep } from './post.js';
import type { RequirementRow } from './requirements-model.js';
import { requirementsStyles } from './requirements-styles.js';
import { sharedStyles } from './styles.js';

/** Said before a requirement: it is met or not, where a check passes or fails. */
const words: Readonly<Record<Mark, string>> = {
  passed: 'Met',
  failed: 'Not met',
  timeout: 'Not met',
  skipped: 'Not checked yet',
  error: 'Could not be checked',
  cancelled: 'Not checked yet',
  idle: 'Not checked yet',
  pending: 'Checking',
};

/** What the exercise asks for and how it stands; one that is chosen shows its checks alone. */
@customElement('delabs-requirements')
class RequirementsElement extends LitElement {
  static override styles = [sharedStyles, requirementsStyles];

  @property({ attribute: false }) rows: readonly RequirementRow[] = [];
  @property({ attribute: false }) chosen: string | undefined;
  @property({ attribute: false }) open = true;

  private onToggle(event: Event): void {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (open !== this.open) keep(this, { requirementsOpen: open });
  }

  /** Moves the focus to a requirement, or to the heading while the list is folded. */
  focusRow(id: string): void {
    const target = this.open ? `[data-id="${CSS.escape(id)}"]` : 'summary';
    this.renderRoot.querySelector<HTMLElement>(target)?.focus();
  }

  private row({ id, text, mark, checks, passed }: RequirementRow): TemplateResult {
    const isChosen = this.chosen === id;
    return html`<li>
      <button
        class="requirement ${isChosen ? 'chosen' : ''}"
        data-id=${id}
        aria-pressed=${isChosen}
        ?disabled=${checks === 0}
        @click=${() => choose(this, isChosen ? undefined : id)}
      >
        ${markIcon(mark)}
        <span class="id"><span class="vh">${words[mark]}: requirement </span>${id}</span>
        <span class="text">${sentence(text)}</span>
        <span class="soft count">${checks === 0 ? 'no check' : `${passed} of ${plural(checks, 'check')}`}</span>
      </button>
    </li>`;
  }

  override render() {
    const { rows } = this;
    if (rows.length === 0) return nothing;
    const met = rows.filter(({ mark }) => mark === 'passed').length;
    return html`
      <details ?open=${this.open} @toggle=${this.onToggle}>
        <summary>
          ${chevron()}
          <h2>Requirements</h2>
          <span class="soft">${met} of ${rows.length} met</span>
        </summary>
        <ul>
          ${rows.map((row) => this.row(row))}
        </ul>
      </details>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delabs-requirements': RequirementsElement;
  }
}
