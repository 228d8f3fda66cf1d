import { css } from 'lit';

export const gradesStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--vscode-editor-background);
    container-type: inline-size;
  }
  main {
    max-width: 1080px;
    margin: 0 auto;
    padding: 20px 24px 40px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 8px 16px;
    align-items: center;
    margin-bottom: 6px;
  }
  h1 {
    font-size: 1.4em;
    font-weight: 600;
  }
  h2 {
    margin: 26px 0 8px;
    font-size: 1.16em;
    font-weight: 600;
  }
  .actions {
    display: flex;
    gap: 8px;
  }
  .problem {
    display: flex;
    gap: 8px;
    margin-top: 14px;
  }
  /* Fixed widths: the columns of all courses stand in line. */
  table {
    width: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  thead th:nth-child(2) {
    width: 74px;
  }
  thead th:nth-child(3) {
    width: 292px;
  }
  thead th:nth-child(4),
  thead th:nth-child(5) {
    width: 82px;
  }
  thead th:nth-child(6) {
    width: 190px;
  }
  th,
  td {
    padding: 7px 12px 7px 0;
    border-top: 1px solid var(--line);
    font-weight: 400;
    text-align: left;
    vertical-align: top;
  }
  thead th {
    border-top: 0;
    color: var(--soft);
    white-space: nowrap;
  }
  tfoot th,
  tfoot td {
    font-weight: 600;
  }
  tfoot .soft {
    font-weight: 400;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
    white-space: nowrap;
  }
  .n {
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .best {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .about {
    display: block;
    font-size: 0.92em;
  }
  .narrow {
    display: none;
  }
  tbody th .link {
    text-align: left;
    overflow-wrap: anywhere;
  }
  .share {
    display: inline-block;
    min-width: 4.2em;
    margin-right: 4px;
    font-weight: 600;
    text-align: right;
  }
  .aside .share {
    font-weight: 400;
  }
  tfoot .share {
    margin-left: 92px;
  }
  .bar {
    display: inline-block;
    width: 88px;
    height: 10px;
    vertical-align: -1px;
  }
  .bar .track {
    fill: var(--delabs-track-fill, var(--line));
    stroke: var(--line);
    stroke-width: var(--delabs-track-width, 0);
    vector-effect: non-scaling-stroke;
  }
  .bar .fill {
    fill: var(--warn);
  }
  .bar .fill.good {
    fill: var(--good);
  }
  .bar .line {
    stroke: var(--vscode-foreground);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  td .icon {
    margin-right: 4px;
    vertical-align: -3px;
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
  .mark.error {
    color: var(--warn);
  }
  .tag {
    margin-left: 6px;
    padding: 0 6px;
    border: 1px solid var(--line);
    border-radius: 9px;
    color: var(--soft);
    font-size: 0.85em;
  }
  @container (max-width: 780px) {
    main {
      padding: 16px 16px 32px;
    }
    .bar {
      display: none;
    }
    tfoot .share {
      margin-left: 0;
    }
    .wide {
      display: none;
    }
    .narrow {
      display: block;
    }
    thead th:nth-child(3) {
      width: 34%;
    }
    thead th:nth-child(6) {
      width: 26%;
    }
    .best {
      white-space: normal;
    }
    .best .soft {
      display: block;
    }
    .share {
      min-width: 0;
    }
    td:last-child {
      white-space: normal;
    }
  }
`;
