import { EventEmitter, l10n, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { toLabError } from '../../../core/errors.js';
import type { FromPanel, ToPanel } from '../../../protocol/panel.js';
import { views } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import type { FeedbackRequest } from '../../state/navigation.js';
import { answerPanel } from './actions.js';
import { parsePanelState } from './from-panel.js';
import { FeedbackPanel } from './panel.js';

/** A message between host and panel, for whoever watches. */
export type Exchange =
  { readonly to: 'panel'; readonly message: ToPanel } | { readonly to: 'host'; readonly message: FromPanel };

/** The one feedback panel of a window: made when it is first asked for, taken over from an earlier session, made again. */
export class FeedbackPanels {
  readonly #store = new DisposableStore();
  readonly #exchanged = this.#store.add(new EventEmitter<Exchange>());
  #open: { readonly panel: FeedbackPanel; readonly store: DisposableStore } | undefined;
  /** Every message between host and panel. */
  readonly onDidExchange = this.#exchanged.event;

  constructor(private readonly deps: Deps) {}

  async show({ ref, focus }: FeedbackRequest): Promise<void> {
    const panel = this.#open?.panel ?? this.#adopt(this.#create(focus));
    if (!panel.webviewPanel.visible || focus) panel.webviewPanel.reveal(undefined, !focus);
    const shown = panel.show(ref);
    this.#announce(panel);
    await shown;
  }

  /** Goes on with a panel that VS Code kept over a reload of the window. */
  async restore(webviewPanel: WebviewPanel, state: unknown): Promise<void> {
    const ref = parsePanelState(state);
    if (this.#open) return webviewPanel.dispose();
    const panel = this.#adopt(webviewPanel);
    if (!ref) return panel.showNothing();
    const shown = panel.show(ref);
    this.#announce(panel);
    await shown;
  }

  dispose(): void {
    this.#open?.store.dispose();
    this.#store.dispose();
  }

  #create(focus: boolean): WebviewPanel {
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: !focus };
    return window.createWebviewPanel(views.feedback, l10n.t('Feedback'), place, { retainContextWhenHidden: false });
  }

  #icon(): { readonly light: Uri; readonly dark: Uri } {
    const media = (name: string): Uri => Uri.joinPath(this.deps.context.extensionUri, 'media', name);
    return { light: media('panel-light.svg'), dark: media('panel-dark.svg') };
  }

  #adopt(webviewPanel: WebviewPanel): FeedbackPanel {
    const store = new DisposableStore();
    webviewPanel.iconPath = this.#icon();
    const panel = store.add(new FeedbackPanel(webviewPanel, this.deps));
    store.addAll(
      panel.onDidReceive((message) => this.#received(panel, message)),
      panel.onDidSend((message) => this.#exchanged.fire({ to: 'panel', message })),
      webviewPanel.onDidChangeViewState(() => this.#announce(panel)),
      webviewPanel.onDidDispose(() => {
        this.#open = undefined;
        store.dispose();
        this.deps.current.setPanel(undefined);
      }),
    );
    this.#open = { panel, store };
    return panel;
  }

  #announce({ webviewPanel, ref }: FeedbackPanel): void {
    this.deps.current.setPanel(webviewPanel.visible ? ref : undefined);
  }

  #received(panel: FeedbackPanel, message: FromPanel): void {
    this.#exchanged.fire({ to: 'host', message });
    if (message.type === 'ready' || message.type === 'rendered' || !panel.ref) return;
    answerPanel(this.deps, panel.ref, message).catch((error: unknown) => {
      this.deps.log.error(`The feedback panel's request “${message.type}” failed: ${toLabError(error).message}`);
      panel.showProblem(error);
    });
  }
}
