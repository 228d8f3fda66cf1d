import { css, html, nothing, type TemplateResult } from 'lit';
import type { Evidence } from '../core/check/result.js';

const pane = (label: string, text: string | undefined): TemplateResult | typeof nothing =>
  text === undefined
    ? nothing
    : html`<figure>
        <figcaption class="soft">${label}</figcaption>
        <pre tabindex="0">${text === '' ? html`<em class="soft">empty</em>` : text}</pre>
      </figure>`;

/** Expected and actual text beside each other, or below where there is no room. */
export const textEvidence = ({ expected, actual }: Extract<Evidence, { kind: 'text' }>): TemplateResult => html`
  <div class="texts">${pane('Expected', expected)} ${pane('Yours', actual)}</div>
`;

export const textEvidenceStyles = css`
  .texts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
    gap: 10px 14px;
  }
  .texts figure {
    min-width: 0;
  }
  .texts pre {
    max-height: 320px;
    margin-top: 2px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
