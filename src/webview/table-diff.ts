import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TableDiff } from '../core/check/result.js';
import { columnList } from './diff-columns.js';
import { countsText, hasBothSides, hiddenText, sideBySideSize } from './diff-model.js';
import { merged, sideBySide } from './diff-rows.js';
import { sentence } from './inline-text.js';
import { sharedStyles } from './styles.js';
import { tableStyles } from './table-styles.js';

type Layout = 'side' | 'merged';

/** Below this the two panes would be too narrow to read, whatever they hold. */
const narrowest = 560;
const characterWidth = 7.4;
const cellPadding = 19;
const statusWidth = 76;

/** Expected and actual rows with what differs marked: two panes where they fit, else one list with both values in a cell. */
@customElement('delabs-table-diff')
class TableDiffElement extends LitElement {
  static override styles = [sharedStyles, tableStyles];

  @property({ attribute: false }) caption = '';
  @property({ attribute: false }) diff: TableDiff | undefined;
  /** What the learner chose; until then the width decides. */
  @state() private chosen: Layout | undefined;
  @state() private width = 0;

  private readonly resized = new ResizeObserver(([entry]) => {
    this.width = entry?.contentRect.width ?? this.width;
    this.markScrollable();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    this.resized.disconnect();
    super.disconnectedCallback();
  }

  protected override updated(): void {
    this.markScrollable();
  }

  /** A region takes keyboard focus only when there is something to scroll. */
  private markScrollable(): void {
    const region = this.renderRoot.querySelector('.region');
    if (!region) return;
    const scrolls = region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
    region.toggleAttribute('data-scrolls', scrolls);
    if (scrolls) region.setAttribute('tabindex', '0');
    else region.removeAttribute('tabindex');
  }

  private fitting(diff: TableDiff): Layout {
    const { characters, columns } = sideBySideSize(diff);
    const needed = statusWidth + characters * characterWidth + columns * cellPadding;
    return this.width >= narrowest && needed <= this.width ? 'side' : 'merged';
  }

  private layoutSwitch(layout: Layout) {
    const other: Layout = layout === 'side' ? 'merged' : 'side';
    return html`<button class="link" @click=${() => (this.chosen = other)}>
      ${other === 'side' ? 'Show side by side' : 'Show as one list'}
    </button>`;
  }

  override render() {
    const { diff } = this;
    if (!diff) return nothing;
    const both = hasBothSides(diff);
    const layout = both ? (this.chosen ?? this.fitting(diff)) : 'merged';
    const hidden = hiddenText(diff);
    return html`
      <figure>
        <figcaption id="caption">
          <span class="about">${sentence(this.caption)}</span>
          <span class="soft">${countsText(diff)}</span>
        </figcaption>
        ${both && (this.width >= narrowest || this.chosen) ? this.layoutSwitch(layout) : nothing}
        ${this.table(diff, layout)} ${hidden ? html`<p class="soft more">${hidden}</p>` : nothing}
      </figure>
    `;
  }

  private table(diff: TableDiff, layout: Layout) {
    if (diff.rows.length > 0) return this.region(layout, layout === 'side' ? sideBySide(diff) : merged(diff));
    return diff.columns.some((column) => column.differs) ? this.region('columns', columnList(diff)) : nothing;
  }

  private region(kind: string, content: TemplateResult) {
    return html`
      <div class="region" role="region" aria-labelledby="caption">
        <table class=${kind} aria-labelledby="caption">
          ${content}
        </table>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delabs-table-diff': TableDiffElement;
  }
}
