import { join } from 'node:path';
import { workspace, type Uri } from 'vscode';
import type { ExerciseRef } from '../../protocol/tree.js';
import type { Exercises } from './exercises.js';
import type { KnownLabs } from './known-labs.js';

/** Saves what the learner has changed in an exercise's files before they are read by someone else. */
export class ExerciseSaver {
  readonly #saving = new Set<string>();

  constructor(
    private readonly exercises: Exercises,
    private readonly labs: KnownLabs,
  ) {}

  /** True while this saver saves the file: whoever asked for it checks it too, so the save itself need not. */
  isSaving(uri: Uri): boolean {
    return this.#saving.has(uri.toString());
  }

  async save(ref: ExerciseRef): Promise<void> {
    const folder = this.labs.folderOf(ref);
    if (folder === undefined) return;
    const { files } = await this.exercises.view(ref);
    const paths = new Set(files.map((file) => join(folder, file)));
    const dirty = workspace.textDocuments.filter(
      ({ isDirty, uri }) => isDirty && uri.scheme === 'file' && paths.has(uri.fsPath),
    );
    for (const document of dirty) {
      const key = document.uri.toString();
      this.#saving.add(key);
      try {
        await document.save();
      } finally {
        this.#saving.delete(key);
      }
    }
  }
}
