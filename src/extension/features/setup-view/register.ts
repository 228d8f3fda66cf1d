import { commands, window, type Disposable, type TreeDataProvider } from 'vscode';
import { contextKeys, views } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';

/** Only its welcome text is ever shown: what keeps labs from being started, and the button that mends it. */
const nothing: TreeDataProvider<never> = {
  getChildren: () => [],
  getTreeItem: (node) => node,
};

/** A view that is there while something stands in the way of starting labs: no trust, no folder, no network. */
export const registerSetupView = ({ engine }: Deps): Disposable => {
  const store = new DisposableStore();
  let offline = false;
  const setOffline = (now: boolean): void => {
    if (now === offline) return;
    offline = now;
    void commands.executeCommand('setContext', contextKeys.offline, now);
  };
  store.addAll(
    window.registerTreeDataProvider(views.setup, nothing),
    engine.onDidRefuse(({ code }) => {
      if (code === 'download-failed') setOffline(true);
    }),
    engine.events.serviceChanged(({ state }) => {
      if (state === 'ready') setOffline(false);
    }),
  );
  return store;
};
