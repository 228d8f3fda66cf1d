import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { FromPanel, ToPanel } from '../protocol/panel.js';
import './check-item.js';
import './hint-ladder.js';
import './instructions.js';
import { PanelElement } from './panel-app.js';
import type { KeptState } from './post.js';
import './quiz-form.js';
import { pageStyles } from './styles.js';
import './table-diff.js';

/** What VS Code puts into a webview. */
interface WebviewApi {
  postMessage(message: FromPanel): void;
  getState(): KeptState | undefined;
  setState(state: KeptState): void;
}

declare const acquireVsCodeApi: () => WebviewApi;

/** The window also gets messages that are none of ours; which of ours it is, the reducer decides. */
const isMessage = (data: unknown): data is ToPanel => typeof data === 'object' && data !== null && 'type' in data;

const start = (): void => {
  // Closures, not methods: they may be taken apart.
  const { postMessage: send, getState, setState } = acquireVsCodeApi();
  const panel = new PanelElement();
  panel.kept = getState();
  panel.addEventListener('panel-post', ({ detail }) => send(detail));
  panel.addEventListener('panel-state', ({ detail }) => setState(detail));
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isMessage(data)) panel.receive(data);
  });
  if (pageStyles.styleSheet) document.adoptedStyleSheets.push(pageStyles.styleSheet);
  document.body.append(panel);
  send({ type: 'ready' });
};

start();
