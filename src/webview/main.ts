import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { FromGrades, ToGrades } from '../protocol/grades-page.js';
import type { FromPanel, ToPanel } from '../protocol/panel.js';
import './check-item.js';
import { GradesElement } from './grades-app.js';
import './hint-ladder.js';
import './instructions.js';
import { PanelElement } from './panel-app.js';
import type { KeptState } from './post.js';
import './quiz-form.js';
import './requirements.js';
import { pageStyles } from './styles.js';
import './table-diff.js';

/** What VS Code puts into a webview. */
interface WebviewApi {
  postMessage(message: FromPanel | FromGrades): void;
  getState(): KeptState | undefined;
  setState(state: KeptState): void;
}

type PanelApi = Pick<WebviewApi, 'getState' | 'setState'> & { readonly send: WebviewApi['postMessage'] };

declare const acquireVsCodeApi: () => WebviewApi;

/** The window also gets messages that are none of ours; which of ours it is, the page itself decides. */
const listen = <T extends ToPanel | ToGrades>(receive: (message: T) => void): void => {
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'object' && data !== null && 'type' in data) receive(data as T);
  });
};

const startPanel = ({ send, getState, setState }: PanelApi): HTMLElement => {
  const panel = new PanelElement();
  panel.kept = getState();
  panel.addEventListener('panel-post', ({ detail }) => send(detail));
  panel.addEventListener('panel-state', ({ detail }) => setState(detail));
  listen<ToPanel>((message) => panel.receive(message));
  return panel;
};

const startGrades = (send: WebviewApi['postMessage']): HTMLElement => {
  const grades = new GradesElement();
  grades.addEventListener('grades-post', ({ detail }) => send(detail));
  listen<ToGrades>((message) => grades.receive(message));
  return grades;
};

const start = (): void => {
  // Closures, not methods: they may be taken apart.
  const { postMessage: send, getState, setState } = acquireVsCodeApi();
  const page =
    document.body.dataset['page'] === 'grades' ? startGrades(send) : startPanel({ send, getState, setState });
  if (pageStyles.styleSheet) document.adoptedStyleSheets.push(pageStyles.styleSheet);
  document.body.append(page);
  send({ type: 'ready' });
};

start();
