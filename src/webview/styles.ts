import { css } from 'lit';

/** Page styles, adopted by the document: constructed sheets need no inline style and pass a strict policy. */
export const pageStyles = css`
  body {
    margin: 0;
    padding: 0;
    background: var(--vscode-editor-background);
  }
  /* High contrast: tracks are outlines, so that the grade stands out; no hatching behind words; buttons are their borders. */
  body.vscode-high-contrast,
  body.vscode-high-contrast-light {
    --delabs-track-width: 1;
    --delabs-track-fill: none;
    --delabs-hatch: transparent;
    --delabs-stale: 1;
    --vscode-button-secondaryBackground: transparent;
    --vscode-button-secondaryHoverBackground: transparent;
  }
`;

/** What every component of the panel shares: type, colours, links, code, focus. */
export const sharedStyles = css`
  :host {
    --line: var(--vscode-widget-border, var(--vscode-panel-border, rgb(128 128 128 / 35%)));
    --soft: var(--vscode-descriptionForeground);
    --good: var(--vscode-charts-green, var(--vscode-testing-iconPassed));
    --bad: var(--vscode-charts-red, var(--vscode-testing-iconFailed));
    --warn: var(--vscode-charts-yellow, var(--vscode-editorWarning-foreground));
    --mono: var(--vscode-editor-font-family, monospace);
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family, sans-serif);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.5;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  figure {
    margin: 0;
    font-size: inherit;
  }
  .vh {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .soft {
    color: var(--soft);
  }
  .icon {
    width: 16px;
    height: 16px;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  code,
  pre {
    font-family: var(--mono);
    font-size: 0.94em;
  }
  code {
    padding: 1px 4px;
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
    color: inherit;
    overflow-wrap: anywhere;
  }
  pre {
    margin: 0;
    padding: 8px 10px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 4px;
    background: var(--vscode-textCodeBlock-background);
    overflow: auto;
    tab-size: 4;
  }
  pre code {
    padding: 0;
    background: none;
  }
  a,
  .link {
    color: var(--vscode-textLink-foreground);
    text-decoration: none;
    text-underline-offset: 2px;
  }
  a:hover,
  .link:hover {
    color: var(--vscode-textLink-activeForeground, var(--vscode-textLink-foreground));
    text-decoration: underline;
  }
  .link {
    display: inline;
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    cursor: pointer;
  }
  a:focus-visible,
  button:focus-visible,
  summary:focus-visible,
  input:focus-visible,
  [tabindex]:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
    border-radius: 2px;
  }
`;

/** Paragraphs and lists of an author's Markdown. */
export const proseStyles = css`
  .prose > * {
    margin: 0 0 8px;
  }
  .prose > :last-child {
    margin-bottom: 0;
  }
  .prose ul,
  .prose ol {
    padding-left: 1.6em;
  }
`;
