import { html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { chevron } from './icons.js';
import { instructionsStyles } from './instructions-styles.js';
import { keep, post } from './post.js';
import { sanitise } from './sanitise.js';
import { sharedStyles } from './styles.js';

/** Origin of the panel's script, taken while it runs: later `currentScript` is gone. */
const ownOrigin = new URL((document.currentScript as HTMLScriptElement | null)?.src || document.baseURI).origin;

/** The instructions, foldable; what the learner chose stays. */
@customElement('delabs-instructions')
class InstructionsElement extends LitElement {
  static override styles = [sharedStyles, instructionsStyles];

  @property({ attribute: false }) html = '';
  @property({ attribute: false }) heading = '';
  @property({ attribute: false }) files: readonly string[] = [];
  @property({ attribute: false }) open = true;

  private content: DocumentFragment | undefined;

  /** The sanitised tree is built once per text: it keeps its place and selection while results come in. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('html') && !changed.has('heading') && !changed.has('files')) return;
    this.content = sanitise(this.html, { title: this.heading, files: this.files, ownOrigin });
  }

  private onToggle(event: Event): void {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (open !== this.open) keep(this, { instructionsOpen: open });
  }

  private onClick(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>('[data-file]');
    const path = button?.dataset['file'];
    if (path !== undefined) post(this, { type: 'open-file', path });
  }

  override render() {
    return html`
      <details ?open=${this.open} @toggle=${this.onToggle}>
        <summary>
          ${chevron()}
          <h2>Instructions</h2>
        </summary>
        <div class="text" @click=${this.onClick}>${this.content}</div>
      </details>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delabs-instructions': InstructionsElement;
  }
}
