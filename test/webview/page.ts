import type { ToGrades } from '../../src/protocol/grades-page.js';
import type { ToPanel } from '../../src/protocol/panel.js';
import type { Theme } from './themes.js';

/** What a page of the harness is made of. */
export interface PageParts {
  readonly theme: Theme;
  readonly messages: readonly (ToPanel | ToGrades)[];
  /** Which page of the script; the feedback panel when absent. */
  readonly page?: 'feedback' | 'grades';
  /** Address of the panel's script. */
  readonly script: string;
  /** What stands for the webview's own resource origin. */
  readonly cspSource: string;
  /** State kept from before a reload. */
  readonly kept?: unknown;
}

export const nonce = 'preview0nonce0of0the0panel';

/** The policy of the real webview. */
export const policy = (cspSource: string): string =>
  [
    "default-src 'none'",
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `img-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join('; ');

/** Stands in for VS Code: applies the theme as VS Code does, keeps what the panel posts and every breach of the policy. */
const host = (parts: PageParts): string => `
  const facts = { posted: [], kept: ${JSON.stringify(parts.kept ?? null) ?? 'null'} ?? undefined, violations: [] };
  window.harness = facts;
  addEventListener('securitypolicyviolation', (event) => facts.violations.push(event.violatedDirective + ' ' + event.blockedURI));
  window.acquireVsCodeApi = () => Object.freeze({
    postMessage: (message) => { facts.posted.push(message); },
    getState: () => facts.kept,
    setState: (state) => (facts.kept = state),
  });
  for (const [name, value] of Object.entries(${JSON.stringify(parts.theme.variables)})) {
    document.documentElement.style.setProperty('--vscode-' + name, value);
  }`;

const json = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** A page that shows the panel as the webview would: same policy, same order of scripts, messages posted once it is ready. */
export const panelPage = (parts: PageParts): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(parts.cspSource)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Feedback</title></head>
<body class="${parts.theme.kind}" data-page="${parts.page ?? 'feedback'}">
<script nonce="${nonce}">${host(parts)}</script>
<script nonce="${nonce}" src="${parts.script}"></script>
<script nonce="${nonce}">for (const message of ${json(parts.messages)}) postMessage(message, '*');</script>
</body></html>
`;
