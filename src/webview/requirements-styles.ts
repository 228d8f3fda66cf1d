import { css } from 'lit';

export const requirementsStyles = css`
  :host {
    display: block;
  }
  details {
    margin-bottom: 14px;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 6px;
    width: max-content;
    max-width: 100%;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .chevron {
    color: var(--soft);
    transition: transform 100ms;
  }
  [open] > summary .chevron {
    transform: rotate(90deg);
  }
  h2 {
    font-weight: 600;
  }
  ul {
    /* The marks stand in line with those of the checks below. */
    margin: 4px -7px 0;
    padding: 0;
    list-style: none;
  }
  .requirement {
    display: grid;
    grid-template-columns: 16px minmax(22px, auto) minmax(0, 1fr) auto;
    gap: 0 8px;
    align-items: start;
    width: 100%;
    padding: 3px 6px;
    border: 1px solid transparent;
    border-radius: 4px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .requirement:disabled {
    cursor: default;
  }
  .requirement:hover:enabled {
    background: var(--vscode-list-hoverBackground);
  }
  .requirement.chosen {
    border-color: var(--vscode-focusBorder);
    background: var(--vscode-list-hoverBackground);
  }
  .requirement:focus-visible {
    outline-offset: 1px;
  }
  .requirement .icon {
    margin-top: 2px;
  }
  .id {
    color: var(--soft);
    font-variant-numeric: tabular-nums;
  }
  .text {
    overflow-wrap: anywhere;
  }
  .count {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .mark {
    color: var(--soft);
  }
  .mark .dots {
    stroke-width: 2.6;
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
  @media (prefers-reduced-motion: reduce) {
    .chevron {
      transition: none;
    }
  }
`;
