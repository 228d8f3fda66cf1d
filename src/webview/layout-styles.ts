import { css } from 'lit';

export const layoutStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--vscode-editor-background);
    container-type: inline-size;
  }
  main {
    max-width: 1160px;
    margin: 0 auto;
    padding: 20px 24px 40px;
  }
  vscode-progress-bar {
    position: fixed;
    top: 0;
    left: 0;
    z-index: 3;
  }
  :host-context(.vscode-reduce-motion) vscode-progress-bar::part(indicator) {
    width: 100%;
    animation: none;
  }
  .verdict {
    max-width: 84ch;
    margin-bottom: 14px;
    font-size: 1.16em;
    overflow-wrap: anywhere;
  }
  .verdict b {
    font-weight: 600;
  }
  .note {
    max-width: 84ch;
    margin: -10px 0 14px;
  }
  .only {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    padding: 6px 0;
  }
  .only h2 {
    font-weight: 600;
  }
  .checks {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .general {
    padding: 14px 0 0 28px;
    border-top: 1px solid var(--line);
  }
  .placeholder {
    padding: 24px 0;
    animation: appear 0s 300ms both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  @container (max-width: 560px) {
    main {
      padding: 16px 16px 32px;
    }
    .general {
      padding-left: 0;
    }
  }
`;
