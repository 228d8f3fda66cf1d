import { l10n, Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { commands, views } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { registerCommand } from '../../ui/command.js';
import { exportGrades } from './export.js';
import { GradesPage } from './page.js';

/** Grades of all courses: one page for the window, and their export. */
export const registerGrades = (deps: Deps): Disposable => {
  const store = new DisposableStore();
  let open: WebviewPanel | undefined;
  const adopt = (panel: WebviewPanel): void => {
    const page = store.add(new GradesPage(panel, deps));
    const media = (name: string): Uri => Uri.joinPath(deps.context.extensionUri, 'media', name);
    panel.iconPath = { light: media('grades-light.svg'), dark: media('grades-dark.svg') };
    open = panel;
    panel.onDidDispose(() => {
      page.dispose();
      if (open === panel) open = undefined;
    });
  };
  store.addAll(
    registerCommand(deps.log, commands.showGrades, () => {
      if (open) open.reveal();
      else adopt(window.createWebviewPanel(views.grades, l10n.t('Grades'), ViewColumn.Active));
    }),
    registerCommand(deps.log, commands.exportGrades, () => exportGrades(deps)),
    window.registerWebviewPanelSerializer(views.grades, {
      deserializeWebviewPanel: (panel) => {
        if (open) panel.dispose();
        else adopt(panel);
        return Promise.resolve();
      },
    }),
  );
  return store;
};
