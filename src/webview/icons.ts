import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { CheckStatus } from '../core/vocabulary.js';

/** How a check stands: an outcome, not run yet, or being checked. */
export type Mark = CheckStatus | 'idle' | 'pending';

/** Said before the title by a screen reader, and shown as a word where the outcome is neither passed nor failed. */
export const markWords: Readonly<Record<Mark, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  skipped: 'Skipped',
  error: 'Could not be checked',
  timeout: 'Ran out of time',
  cancelled: 'Stopped',
  idle: 'Not checked yet',
  pending: 'Checking',
};

const ring = svg`<circle cx="8" cy="8" r="6.3"/>`;

/** Shapes differ, not only colours. */
const glyphs: Readonly<Record<Mark, SVGTemplateResult>> = {
  passed: svg`${ring}<path d="M5.1 8.3l2 2 3.8-4.4"/>`,
  failed: svg`${ring}<path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6"/>`,
  skipped: svg`${ring}<path d="M5.2 8h5.6"/>`,
  error: svg`<path d="M8 1.9l6.4 11.6H1.6z"/><path d="M8 6.2v3.6M8 11.3v.7"/>`,
  timeout: svg`${ring}<path d="M8 4.4V8l2.4 1.7"/>`,
  cancelled: svg`${ring}<path d="M5.9 5.9h4.2v4.2H5.9z"/>`,
  idle: svg`${ring}`,
  pending: svg`<path class="dots" d="M3.5 8h.01M8 8h.01M12.5 8h.01"/>`,
};

const icon = (classes: string, content: SVGTemplateResult): TemplateResult =>
  html`<svg class=${classes} viewBox="0 0 16 16" aria-hidden="true" focusable="false">${content}</svg>`;

export const markIcon = (mark: Mark): TemplateResult => icon(`icon mark ${mark}`, glyphs[mark]);

export const chevron = (): TemplateResult => icon('icon chevron', svg`<path d="M6 3.8L10.2 8 6 12.2"/>`);

export const arrow = (): TemplateResult => icon('icon arrow', svg`<path d="M2.8 8h10M9 4.2L12.8 8 9 11.8"/>`);

export const info = (): TemplateResult => icon('icon', svg`${ring}<path d="M8 7.4v3.6M8 4.8v.6"/>`);
