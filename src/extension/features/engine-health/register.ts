import * as vscode from 'vscode';
import type { EngineEvents } from '../../../protocol/engine.js';
import { commands, settings, settingsSection } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import type { EngineCrash } from '../../engine/client.js';
import { registerCommand } from '../../ui/command.js';
import { notifyError } from '../../ui/notify.js';

/** Shows one crash at a time: while a notification stands, further crashes go to the log alone. */
class CrashNotice {
  #standing = false;

  async show({ restarting }: EngineCrash): Promise<void> {
    if (this.#standing && restarting) return;
    this.#standing = true;
    const restart = vscode.l10n.t('Restart');
    const log = vscode.l10n.t('Show Log');
    const chosen = restarting
      ? await vscode.window.showWarningMessage(
          vscode.l10n.t('The lab engine ended and was started again. Your files and progress are safe.'),
          log,
        )
      : await vscode.window.showErrorMessage(
          vscode.l10n.t('The lab engine ended several times and was not started again.'),
          restart,
          log,
        );
    this.#standing = false;
    if (chosen === restart) await vscode.commands.executeCommand(commands.restartEngine);
    if (chosen === log) await vscode.commands.executeCommand(commands.showLog);
  }
}

const write = (log: vscode.LogOutputChannel, { level, message }: EngineEvents['log']): void => log[level](message);

/** What the engine says, its crashes, and starting it anew. */
export const registerEngineHealth = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const notice = new CrashNotice();
  store.addAll(
    deps.engine.events.log((event) => write(deps.log, event)),
    deps.engine.onDidCrash((crash) => void notice.show(crash)),
    registerCommand(deps.log, commands.showLog, () => deps.log.show()),
    registerCommand(deps.log, commands.restartEngine, () => deps.engine.restart()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      // The engine is told its folders once, at its start.
      if (!event.affectsConfiguration(`${settingsSection}.${settings.courseFolders}`) || !deps.engine.isRunning) return;
      deps.engine.restart().catch(notifyError);
    }),
  );
  return store;
};
