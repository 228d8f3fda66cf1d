import { css } from 'lit';

export const quizStyles = css`
  :host {
    display: block;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 16px 0;
    border: 0;
    border-top: 1px solid var(--line);
  }
  legend {
    float: left;
    width: 100%;
    max-width: 80ch;
    margin-bottom: 8px;
    padding: 0;
  }
  legend + * {
    clear: both;
  }
  .number {
    display: block;
    font-size: 0.92em;
  }
  .prompt {
    display: block;
    font-size: 1.08em;
    font-weight: 600;
  }
  .prompt pre {
    font-weight: 400;
  }
  .prompt + .soft {
    display: block;
    margin-top: 6px;
  }
  .option {
    display: grid;
    grid-template-columns: 18px minmax(0, 1fr);
    gap: 0 8px;
    max-width: 80ch;
    padding: 4px 8px 4px 6px;
    border-radius: 4px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .option:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  input {
    appearance: none;
    display: grid;
    place-content: center;
    width: 18px;
    height: 18px;
    margin: 0.05em 0 0;
    border: 1px solid var(--vscode-descriptionForeground);
    border-radius: 3px;
    background: var(--vscode-checkbox-background, var(--vscode-settings-checkboxBackground));
    color: var(--vscode-foreground);
    cursor: pointer;
  }
  input[type='radio'] {
    border-radius: 50%;
  }
  input[type='radio']:focus-visible {
    border-radius: 50%;
  }
  input:checked::before {
    content: '';
    width: 10px;
    height: 5px;
    border: solid currentcolor;
    border-width: 0 0 2px 2px;
    transform: translateY(-1px) rotate(-45deg);
  }
  input[type='radio']:checked::before {
    width: 8px;
    height: 8px;
    border: 0;
    border-radius: 50%;
    background: currentcolor;
    transform: none;
  }
  .outcome {
    display: grid;
    grid-template-columns: 18px minmax(0, 1fr) auto;
    gap: 0 8px;
    max-width: 80ch;
    margin-top: 8px;
    padding: 8px 8px 8px 6px;
    border-radius: 4px;
    background: var(--vscode-textBlockQuote-background);
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .outcome .icon {
    margin-top: 2px;
    color: var(--soft);
  }
  .outcome.passed .icon {
    color: var(--good);
  }
  .outcome.failed .icon {
    color: var(--bad);
  }
  .outcome.error .icon,
  .outcome.timeout .icon {
    color: var(--warn);
  }
  .outcome .prose > * {
    display: inline;
    margin: 0 0.3em 0 0;
  }
  .word {
    font-weight: 600;
  }
  .points {
    font-variant-numeric: tabular-nums;
  }
  .submit {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    padding-top: 16px;
    border-top: 1px solid var(--line);
  }
`;
