import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { CheckRun } from '../../../core/check/result.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { keyOf } from '../../state/exercise-key.js';
import { isInside } from '../../state/known-labs.js';
import { toDiagnostic } from './to-diagnostic.js';

/** A cancelled run says nothing about the files. */
const isTelling = (run: CheckRun): boolean => run.results.every((result) => result.status !== 'cancelled');

const byFile = (run: CheckRun, folder: string): ReadonlyMap<string, readonly vscode.Diagnostic[]> => {
  const found = new Map<string, vscode.Diagnostic[]>();
  for (const result of run.results) {
    const { location, status } = result;
    if (!location || (status !== 'failed' && status !== 'timeout')) continue;
    const path = resolve(folder, location.file);
    if (isInside(folder, path)) found.set(path, [...(found.get(path) ?? []), toDiagnostic(result, location)]);
  }
  return found;
};

/** Failed checks that know their place, as problems of the learner's files; gone when fixed and when the file is edited. */
export const registerDiagnostics = (deps: Deps): vscode.Disposable => {
  const store = new DisposableStore();
  const collection = store.add(vscode.languages.createDiagnosticCollection('delabs'));
  const shown = new Map<string, readonly vscode.Uri[]>();
  const show = (run: CheckRun): void => {
    const folder = deps.labs.folderOf(run);
    if (folder === undefined || !isTelling(run)) return;
    for (const uri of shown.get(keyOf(run)) ?? []) collection.delete(uri);
    const files = [...byFile(run, folder)].map(([path, found]) => [vscode.Uri.file(path), found] as const);
    for (const [uri, found] of files) collection.set(uri, found);
    shown.set(
      keyOf(run),
      files.map(([uri]) => uri),
    );
  };
  store.addAll(
    deps.engine.events.checkFinished(({ run }) => show(run)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) collection.delete(document.uri);
    }),
  );
  return store;
};
