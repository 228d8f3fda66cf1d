import { join } from 'node:path';
import { EventEmitter, Uri, ViewColumn, window } from 'vscode';
import type { ExerciseView } from '../../protocol/exercise-view.js';
import type { ExerciseRef } from '../../protocol/tree.js';
import { DisposableStore } from '../disposables.js';
import { toRef } from './exercise-key.js';
import type { KnownLabs } from './known-labs.js';

export interface FeedbackRequest {
  readonly ref: ExerciseRef;
  /** False keeps the cursor where the learner types. */
  readonly focus: boolean;
}

/** Where the learner goes. The views that show a place listen; whoever sends the learner there knows none of them. */
export class Navigation {
  readonly #store = new DisposableStore();
  readonly #opened = this.#store.add(new EventEmitter<ExerciseRef>());
  readonly #feedback = this.#store.add(new EventEmitter<FeedbackRequest>());
  readonly onDidOpenExercise = this.#opened.event;
  readonly onDidAskForFeedback = this.#feedback.event;

  constructor(private readonly labs: KnownLabs) {}

  /** The exercise's first file in column one, its feedback beside; a quiz is nothing but its panel. */
  async openExercise(view: ExerciseView): Promise<void> {
    const ref = toRef(view.ref);
    const folder = this.labs.folderOf(ref);
    const first = view.files[0];
    const hasFile = view.kind === 'lab' && folder !== undefined && first !== undefined;
    if (hasFile) {
      await window.showTextDocument(Uri.file(join(folder, first)), { viewColumn: ViewColumn.One, preview: false });
    }
    this.#opened.fire(ref);
    this.showFeedback(ref, !hasFile);
  }

  showFeedback(ref: ExerciseRef, focus: boolean): void {
    this.#feedback.fire({ ref: toRef(ref), focus });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
