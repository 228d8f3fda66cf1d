import { css } from 'lit';

export const checkItemStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .check {
    padding: 10px 0;
    border-top: 1px solid var(--line);
  }
  .row {
    position: relative;
    isolation: isolate;
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto auto minmax(52px, auto) 16px;
    gap: 0 8px;
    align-items: start;
  }
  .row > .icon {
    margin-top: 2px;
  }
  .word {
    grid-column: 3;
  }
  .points {
    grid-column: 4;
  }
  .time {
    grid-column: 5;
  }
  .row > .chevron {
    grid-column: 6;
  }
  h3 {
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .failed h3 {
    font-weight: 600;
  }
  .toggle {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .toggle::after {
    content: '';
    position: absolute;
    inset: -4px -6px;
    border-radius: 4px;
  }
  .toggle:hover::after {
    background: var(--vscode-list-hoverBackground);
    z-index: -1;
  }
  .toggle:focus-visible {
    outline: none;
  }
  .toggle:focus-visible::after {
    outline: 1px solid var(--vscode-focusBorder);
  }
  .tag {
    margin-left: 4px;
    color: var(--soft);
    font-size: 0.85em;
    font-weight: 400;
  }
  .word,
  .points,
  .time {
    color: var(--soft);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .points,
  .time {
    text-align: right;
  }
  .points {
    min-width: 48px;
  }
  .chevron {
    color: var(--soft);
    transition: transform 100ms;
  }
  .row:has([aria-expanded='true']) .chevron {
    transform: rotate(90deg);
  }
  .mark {
    color: var(--soft);
  }
  .mark.passed {
    color: var(--good);
  }
  .mark.failed {
    color: var(--bad);
  }
  .mark.error,
  .mark.timeout {
    color: var(--warn);
  }
  .mark .dots {
    stroke-width: 2.6;
  }
  .body {
    display: grid;
    gap: 10px;
    margin: 8px 0 8px 28px;
    min-width: 0;
  }
  .body > * {
    min-width: 0;
  }
  .say,
  .help,
  .requirement {
    max-width: 84ch;
    overflow-wrap: anywhere;
  }
  .failed .say {
    font-size: 1.08em;
  }
  .place {
    font-family: var(--mono);
    font-size: 0.94em;
    white-space: nowrap;
  }
  .help {
    display: flex;
    gap: 8px;
  }
  .help .icon {
    margin-top: 2px;
    color: var(--vscode-textLink-foreground);
  }
  .log summary {
    width: max-content;
    color: var(--soft);
    cursor: pointer;
  }
  .log pre {
    max-height: 260px;
    margin-top: 6px;
  }
  .stale .body {
    opacity: var(--delabs-stale, 0.6);
  }
  @container (max-width: 560px) {
    .row {
      grid-template-columns: 20px minmax(0, 1fr) auto 16px;
    }
    .word,
    .time {
      display: none;
    }
    .points {
      grid-column: 3;
    }
    .row > .chevron {
      grid-column: 4;
    }
    .body {
      margin-left: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .chevron {
      transition: none;
    }
  }
`;
