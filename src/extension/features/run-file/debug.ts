import { basename } from 'node:path';
import { commands, debug, extensions, l10n, Uri, window, workspace, type DebugConfiguration } from 'vscode';
import type { Prepared } from './prepare.js';

/** The extension that gives VS Code the debug type `debugpy`. */
const debuggerId = 'ms-python.debugpy';

/** What the Python Debugger is asked to do: the learner's file as it stands, with what a check gives it. */
export const debugConfiguration = ({ file, cwd, environment }: Prepared): DebugConfiguration => ({
  type: 'debugpy',
  request: 'launch',
  name: l10n.t('Debug {0}', basename(file)),
  program: file,
  python: environment.python,
  cwd,
  env: { ...environment.env },
  console: 'integratedTerminal',
  justMyCode: true,
});

/** Says that the debugger is missing, with the one button that leads to it; false then. */
export const hasDebugger = async (): Promise<boolean> => {
  if (extensions.getExtension(debuggerId)) return true;
  const show = l10n.t('Show Extension');
  const chosen = await window.showWarningMessage(
    l10n.t('Debugging needs the extension “Python Debugger” by Microsoft, which is not installed.'),
    show,
  );
  if (chosen === show) await commands.executeCommand('workbench.extensions.search', `@id:${debuggerId}`);
  return false;
};

export const debugFile = (prepared: Prepared): Thenable<boolean> =>
  debug.startDebugging(workspace.getWorkspaceFolder(Uri.file(prepared.file)), debugConfiguration(prepared));
