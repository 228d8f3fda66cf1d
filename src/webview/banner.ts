import { css, html, nothing, type TemplateResult } from 'lit';
import { info, markIcon } from './icons.js';
import { sentence } from './inline-text.js';
import { posting } from './post.js';
import type { Banner } from './state.js';

const actionButton = (banner: Extract<Banner, { kind: 'problem' }>): TemplateResult | typeof nothing => {
  const { action } = banner;
  if (!action) return nothing;
  return html`<vscode-button class="act" @click=${posting({ type: 'action', id: action.id })}
    >${action.label}</vscode-button
  >`;
};

const problem = (banner: Extract<Banner, { kind: 'problem' }>): TemplateResult => html`
  <div class="banner problem">
    ${markIcon('error')}
    <div class="words">
      <p class="what">${sentence(banner.message)}</p>
      ${banner.cure ? html`<p>${sentence(banner.cure)}</p>` : nothing}
      <p class="soft">Nothing was graded, and no attempt was used.</p>
      ${actionButton(banner)}
    </div>
  </div>
`;

const notice = (message: string): TemplateResult => html`
  <div class="banner notice">
    ${info()}
    <p class="words">${sentence(message)}</p>
  </div>
`;

/** A problem of the machine (never of the learner), or a short notice. The two regions stay in place so that screen readers hear what comes into them. */
export const panelBanner = (banner: Banner | undefined): TemplateResult => html`
  <div role="alert">${banner?.kind === 'problem' ? problem(banner) : nothing}</div>
  <div role="status">${banner?.kind === 'notice' ? notice(banner.message) : nothing}</div>
`;

export const bannerStyles = css`
  .banner {
    display: flex;
    gap: 10px;
    margin-bottom: 20px;
    padding: 12px 14px;
    border: 1px solid var(--vscode-inputValidation-infoBorder, var(--line));
    border-radius: 4px;
  }
  .banner.problem {
    border-color: var(--vscode-inputValidation-warningBorder, var(--warn));
  }
  .banner .icon {
    margin-top: 2px;
    color: var(--vscode-charts-blue, var(--vscode-textLink-foreground));
  }
  .banner .icon.error {
    color: var(--warn);
  }
  .banner .words {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .banner .what {
    font-weight: 600;
  }
  .banner .act {
    margin-top: 10px;
  }
`;
