import { commands as vscodeCommands, Uri, type WebviewPanel } from 'vscode';
import { toLabError } from '../../../core/errors.js';
import type { ToGrades } from '../../../protocol/grades-page.js';
import { commands } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { notifyError } from '../../ui/notify.js';
import { pageHtml } from '../../ui/page-html.js';
import { exportGrades } from './export.js';
import { parseFromGrades } from './from-page.js';

/** The grades in an editor tab. The page forgets everything when it is hidden, and asks again. */
export class GradesPage {
  readonly #store = new DisposableStore();
  #ready = false;

  constructor(
    private readonly panel: WebviewPanel,
    private readonly deps: Deps,
  ) {
    const { context, engine } = deps;
    this.#store.addAll(
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      engine.events.changed(() => void this.#send()),
    );
    panel.webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(context.extensionUri, 'dist')] };
    panel.webview.html = pageHtml(panel.webview, context.extensionUri, { page: 'grades', title: panel.title });
  }

  dispose(): void {
    this.#store.dispose();
  }

  #receive(message: unknown): void {
    const parsed = parseFromGrades(message);
    if (parsed?.type === 'ready') {
      this.#ready = true;
      void this.#send();
    }
    if (parsed?.type === 'export') exportGrades(this.deps, parsed.format).catch(notifyError);
    if (parsed?.type === 'open') {
      const { courseId, itemId } = parsed;
      void vscodeCommands.executeCommand(commands.openItem, { courseId, itemId });
    }
  }

  async #send(): Promise<void> {
    if (!this.#ready || !this.panel.visible) return;
    const message = await this.#grades();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a webview's method, not a window's
    if (!this.#store.disposed) void this.panel.webview.postMessage(message);
  }

  async #grades(): Promise<ToGrades> {
    try {
      return { type: 'grades', courses: await this.deps.engine.request('grades', null) };
    } catch (thrown) {
      const { message, data } = toLabError(thrown);
      return { type: 'problem', message, ...(data.cure === undefined ? {} : { cure: data.cure }) };
    }
  }
}
