import { html, type TemplateResult } from 'lit';
import type { Cell } from '../core/check/table.js';
import { cellParts, type CellPart } from './cell-parts.js';
import type { Side } from './diff-model.js';

const part = ({ text, invisible }: CellPart): TemplateResult | string =>
  invisible ? html`<span class="invisible">${text}</span>` : text;

/** A value as it is; NULL and the empty text can't be taken for each other, nor for words. */
export const cellValue = (value: Cell | undefined, marked = false): TemplateResult | string => {
  if (value === undefined) return '';
  if (value === null) return html`<span class="null">NULL</span>`;
  if (value === '') return html`<span class="null">empty text</span>`;
  return marked ? html`${cellParts(value).map(part)}` : value;
};

/** A differing value: wavy underline on the learner's side, and a word for those who can't see it. */
export const differing = (value: Cell | undefined, side: Side): TemplateResult =>
  side === 'actual'
    ? html`<span class="wrong">${cellValue(value, true)}</span><span class="vh">, differs</span>`
    : html`<span class="wanted">${cellValue(value, true)}</span>`;
