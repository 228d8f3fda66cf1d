import { css } from 'lit';

/** Reading text: measured lines, code in the editor's own token colours. */
export const instructionsStyles = css`
  :host {
    display: block;
    margin-bottom: 16px;
  }
  summary {
    display: flex;
    gap: 6px;
    align-items: center;
    width: max-content;
    padding: 2px 0;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .icon {
    color: var(--soft);
    transition: transform 100ms;
  }
  details[open] .chevron {
    transform: rotate(90deg);
  }
  h2 {
    font-weight: 600;
  }
  .text {
    max-width: 76ch;
    padding: 6px 0 4px 22px;
    overflow-wrap: anywhere;
  }
  .text > :first-child {
    margin-top: 0;
  }
  .text > :last-child {
    margin-bottom: 0;
  }
  .text p,
  .text ul,
  .text ol,
  .text pre,
  .text table,
  .text blockquote {
    margin: 0 0 10px;
  }
  .text h3,
  .text h4,
  .text h5,
  .text h6 {
    margin: 16px 0 6px;
    font-size: 1em;
    font-weight: 600;
  }
  .text h3 {
    font-size: 1.1em;
  }
  .text ul,
  .text ol {
    padding-left: 1.7em;
  }
  .text li {
    margin-bottom: 3px;
  }
  .text blockquote {
    padding: 4px 12px;
    border-left: 2px solid var(--vscode-textBlockQuote-border);
    background: var(--vscode-textBlockQuote-background);
  }
  .text table {
    display: block;
    width: max-content;
    max-width: 100%;
    overflow-x: auto;
    border-collapse: collapse;
  }
  .text th,
  .text td {
    padding: 3px 10px 3px 0;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: baseline;
  }
  .text [align='right'] {
    text-align: right;
  }
  .text [align='center'] {
    text-align: center;
  }
  .text img {
    max-width: 100%;
    height: auto;
  }
  .text hr {
    border: 0;
    border-top: 1px solid var(--line);
  }
  .hljs-keyword,
  .hljs-built_in,
  .hljs-literal,
  .hljs-type {
    --token: var(--vscode-debugTokenExpression-boolean);
  }
  .hljs-string {
    --token: var(--vscode-debugTokenExpression-string);
  }
  .hljs-number {
    --token: var(--vscode-debugTokenExpression-number);
  }
  .hljs-title,
  .hljs-attr,
  .hljs-variable {
    --token: var(--vscode-debugTokenExpression-name);
  }
  /* The debugger's token colours, drawn a little towards the text colour: they were not chosen for a tinted ground. */
  [class^='hljs-'] {
    color: color-mix(in srgb, var(--token, currentcolor) 80%, var(--vscode-foreground));
  }
  .text .hljs-comment {
    color: var(--soft);
    font-style: italic;
  }
  @media (prefers-reduced-motion: reduce) {
    summary .icon {
      transition: none;
    }
  }
`;
