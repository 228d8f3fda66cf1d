// What the measurements inside VS Code share.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

export const lab = { courseId: 'first-steps-sql', itemId: 'first-queries' };
const file = '01-songs-without-a-sticker.sql';

/** @returns {vscode.Extension<import('../../src/extension/extension.js').ExtensionApi>} */
export const extension = () => {
  const found = vscode.extensions.getExtension('delabs.data-engineering-labs');
  if (!found) throw new Error('The extension is not installed.');
  return found;
};

/** Waits until a probe gives something. */
export const eventually = async (what, probe, milliseconds = 120_000) => {
  for (const end = Date.now() + milliseconds; ; await sleep(5)) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
  }
};

/** The learner's file of the exercise that is measured. */
export const exerciseFile = () =>
  path.join(vscode.workspace.workspaceFolders[0].uri.fsPath, lab.courseId, lab.itemId, file);

const isOpen = () => vscode.window.activeTextEditor?.document.uri.fsPath === exerciseFile();

/** Starts the lab as the learner does; resolves when its file is open and its service answers. */
export const startLab = async () => {
  await vscode.commands.executeCommand('delabs.startLab', lab);
  await eventually('the file of the exercise', isOpen);
};

export const closeEditors = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');

/** Tells what was measured. */
export const report = (measured) => writeFileSync(process.env.DELABS_BENCH_REPORT, JSON.stringify(measured));
