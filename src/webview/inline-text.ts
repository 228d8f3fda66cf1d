import { html, type TemplateResult } from 'lit';
import { type Block, type Inline, parseBlocks, parseCodeOnly, parseInline } from './markdown-lite.js';

const inline = (node: Inline): TemplateResult | string => {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'strong':
      return html`<strong>${node.children.map(inline)}</strong>`;
    case 'em':
      return html`<em>${node.children.map(inline)}</em>`;
    default:
      return html`<a href=${node.href} rel="noreferrer">${node.children.map(inline)}</a>`;
  }
};

const block = (node: Block): TemplateResult => {
  if (node.kind === 'code') return html`<pre><code>${node.text}</code></pre>`;
  if (node.kind === 'paragraph') return html`<p>${node.children.map(inline)}</p>`;
  const items = node.items.map((item) => html`<li>${item.map(inline)}</li>`);
  return node.ordered
    ? html`<ol>
        ${items}
      </ol>`
    : html`<ul>
        ${items}
      </ul>`;
};

/** A check's sentence: text, with `code` in backticks. */
export const sentence = (source: string) => parseCodeOnly(source).map(inline);

/** One line of author's Markdown. */
export const richLine = (source: string) => parseInline(source).map(inline);

/** Author's Markdown with paragraphs, lists and code blocks. */
export const richText = (source: string) => parseBlocks(source).map(block);
