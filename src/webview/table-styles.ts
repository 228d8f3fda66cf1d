import { css } from 'lit';

/** Green is what should be there, red what should not; every mark has a word or a line beside the colour. */
export const tableStyles = css`
  :host {
    display: block;
    min-width: 0;
    --add: var(--vscode-diffEditor-insertedTextBackground, transparent);
    --cut: var(--vscode-diffEditor-removedTextBackground, transparent);
    --add-edge: var(--vscode-diffEditor-insertedTextBorder, transparent);
    --cut-edge: var(--vscode-diffEditor-removedTextBorder, transparent);
    --hatch: var(--line);
    --bg: var(--vscode-editor-background);
  }
  figure {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 6px 16px;
    align-items: baseline;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  figcaption .about {
    font-weight: 600;
  }
  /* A check names what it shows as in the middle of a sentence. */
  figcaption .about::first-letter {
    text-transform: uppercase;
  }
  .region,
  .more {
    grid-column: 1 / -1;
    min-width: 0;
  }
  /* Positioned, so that words for screen readers are clipped with the rows they belong to. */
  .region {
    position: relative;
    max-height: min(440px, 70vh);
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 4px;
  }
  table {
    width: max-content;
    min-width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    max-width: 38ch;
    padding: 4px 10px 4px 8px;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: baseline;
    white-space: pre-line;
    overflow-wrap: break-word;
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  td {
    font-family: var(--mono);
    font-size: 0.92em;
  }
  .n {
    text-align: right;
  }
  thead {
    position: sticky;
    top: 0;
    z-index: 2;
  }
  thead th {
    background: var(--bg);
    font-weight: 600;
    white-space: nowrap;
  }
  .panes th {
    border-bottom: 0;
    padding-bottom: 0;
  }
  .panes .soft {
    font-weight: 400;
  }
  .names th {
    font-weight: 400;
  }
  .names th:not(.only-expected, .only-actual) {
    color: var(--soft);
  }
  .gap {
    white-space: nowrap;
  }
  .type,
  .tag {
    font-size: 0.85em;
    font-weight: 400;
  }
  .type {
    display: block;
    font-family: var(--mono);
  }
  .tag {
    padding: 0 4px;
    border: 1px solid color-mix(in srgb, currentcolor 45%, transparent);
    border-radius: 3px;
  }
  .side .edge {
    border-left: 1px solid var(--line);
  }
  .status {
    position: sticky;
    left: 0;
    z-index: 1;
    width: 1px;
    background: var(--bg);
    font-size: 0.92em;
    font-weight: 400;
    white-space: nowrap;
  }
  .changed .status,
  .missing .status,
  .extra .status,
  .moved .status {
    font-weight: 600;
  }
  .same td,
  .same .status {
    color: var(--soft);
  }
  .region:has(.columns) {
    width: fit-content;
    max-width: 100%;
  }
  .columns td {
    white-space: normal;
  }
  .columns {
    width: auto;
    min-width: min(100%, 460px);
  }
  .columns .type {
    margin-top: 1px;
  }
  .missing td:not(.gap),
  .differs.expected,
  .only-expected {
    background: linear-gradient(var(--add), var(--add)), var(--bg);
    box-shadow: inset 0 0 0 1px var(--add-edge);
  }
  .extra td:not(.gap),
  .differs.actual,
  .only-actual {
    background: linear-gradient(var(--cut), var(--cut)), var(--bg);
    box-shadow: inset 0 0 0 1px var(--cut-edge);
  }
  .gap,
  .absent {
    background: repeating-linear-gradient(135deg, transparent 0 5px, var(--hatch) 5px 6px);
  }
  .gap {
    --hatch: var(--delabs-hatch, var(--line));
    color: var(--soft);
    font-family: inherit;
    font-style: italic;
  }
  .null {
    font-style: italic;
  }
  .wrong,
  .wrong .null {
    text-decoration: underline wavy var(--bad) 1px;
    text-underline-offset: 3px;
  }
  .wrong,
  .wanted {
    white-space: pre-wrap;
  }
  .both {
    padding: 3px 6px 3px 4px;
    white-space: normal;
  }
  .pair {
    display: grid;
    grid-template-columns: 5.2em minmax(max-content, 1fr);
    gap: 6px;
    padding: 1px 4px;
    border-radius: 2px;
  }
  .pair:first-child {
    background: var(--add);
    box-shadow: inset 0 0 0 1px var(--add-edge);
  }
  .pair:last-child {
    margin-top: 1px;
    background: var(--cut);
    box-shadow: inset 0 0 0 1px var(--cut-edge);
  }
  .who {
    text-align: left;
    font-family: var(--vscode-font-family, sans-serif);
  }
`;
