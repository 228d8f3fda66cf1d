// From the save event of a learner's file to the panel's word that the result is on the screen. The time ends when that word
// is back in the extension host, so it holds one trip more than the learner waits for.
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually, exerciseFile, extension, lab, report, startLab } from './support.mjs';

const warmUps = 10;
const saves = 100;

const wrong = 'SELECT title, seconds FROM songs WHERE seconds <= 180;\n';
const right = readFileSync(process.env.DELABS_BENCH_SOLUTION, 'utf8');

/** Puts text into the file and saves it; resolves with the milliseconds from the save event to the painted result. */
const saveAndSee = (api, document, text) =>
  new Promise((resolve, reject) => {
    let savedAt;
    let runId;
    const listening = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved === document) savedAt = performance.now();
      }),
      api.engine.events.checkStarted((event) => (runId = event.runId)),
      api.onDidExchange(({ message }) => {
        if (message.type !== 'rendered' || message.runId !== runId) return;
        listening.dispose();
        resolve(performance.now() - savedAt);
      }),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    vscode.workspace.applyEdit(edit).then(() => document.save(), reject);
  });

export const run = async () => {
  const api = await extension().activate();
  let isReady = false;
  const watching = api.onDidExchange(({ message }) => (isReady ||= message.type === 'exercise'));
  await startLab();
  await eventually('the panel', () => isReady);
  watching.dispose();
  const document = await vscode.workspace.openTextDocument(exerciseFile());
  const times = [];
  for (let save = -warmUps; save < saves; save += 1) {
    const time = await saveAndSee(api, document, save % 2 === 0 ? wrong : right);
    if (save >= 0) times.push(time);
  }
  await api.engine.request('stopLab', lab);
  report({ times });
};
