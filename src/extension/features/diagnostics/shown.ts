import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { CheckRun } from '../../../core/check/result.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import { keyOf } from '../../state/exercise-key.js';
import { isInside, type KnownLabs } from '../../state/known-labs.js';
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

/** The problems of the learner's files that are on show, by exercise. */
export class ShownDiagnostics {
  readonly #collection = vscode.languages.createDiagnosticCollection('delabs');
  readonly #files = new Map<string, readonly vscode.Uri[]>();

  constructor(private readonly labs: Pick<KnownLabs, 'folderOf'>) {}

  /** True once something of the exercise was shown in this window, if only that nothing is wrong. */
  knows(ref: ExerciseRef): boolean {
    return this.#files.has(keyOf(ref));
  }

  /** Takes the place of what an earlier run of the exercise said. */
  show(run: CheckRun): void {
    const folder = this.labs.folderOf(run);
    if (folder === undefined || !isTelling(run)) return;
    for (const uri of this.#files.get(keyOf(run)) ?? []) this.#collection.delete(uri);
    const files = [...byFile(run, folder)].map(([path, found]) => [vscode.Uri.file(path), found] as const);
    for (const [uri, found] of files) this.#collection.set(uri, found);
    this.#files.set(
      keyOf(run),
      files.map(([uri]) => uri),
    );
  }

  /** The file is another one now: what was said of it may no longer hold. */
  forget(uri: vscode.Uri): void {
    this.#collection.delete(uri);
  }

  dispose(): void {
    this.#collection.dispose();
  }
}
