import { commands, EventEmitter, window, type TextEditor } from 'vscode';
import type { ExerciseRef } from '../../protocol/tree.js';
import { contextKeys } from '../constants.js';
import { DisposableStore } from '../disposables.js';
import { sameExercise, toRef } from './exercise-key.js';
import type { Exercises } from './exercises.js';

/** The exercise the learner is at: that of the active editor, else the one the feedback panel shows. */
export class CurrentExercise {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  /** {@link ref} or {@link ofPanel} may be another one now. */
  readonly onDidChange = this.#changed.event;
  #ofEditor: ExerciseRef | undefined;
  #ofPanel: ExerciseRef | undefined;
  #announced: readonly (ExerciseRef | undefined)[] = [];

  constructor(private readonly exercises: Exercises) {
    this.#store.add(window.onDidChangeActiveTextEditor((editor) => void this.#follow(editor)));
    this.#store.add(exercises.onDidChange(() => void this.#follow(window.activeTextEditor)));
    void this.#follow(window.activeTextEditor);
  }

  get ref(): ExerciseRef | undefined {
    return this.#ofEditor ?? this.#ofPanel;
  }

  /** Of the feedback panel, while it can be seen. */
  get ofPanel(): ExerciseRef | undefined {
    return this.#ofPanel;
  }

  /** Told by the feedback panel: what it shows while it can be seen. */
  setPanel(ref: ExerciseRef | undefined): void {
    this.#ofPanel = ref;
    if (ref) this.exercises.lookAt(toRef(ref));
    this.#announce();
    // A file that several exercises share may be another one's now.
    void this.#follow(window.activeTextEditor);
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #follow(editor: TextEditor | undefined): Promise<void> {
    const found = await this.#exerciseOf(editor);
    // The answer may be late: another editor may be active by now, and its own answer counts.
    if (editor !== window.activeTextEditor || this.#store.disposed) return;
    this.#ofEditor = found;
    this.#announce();
  }

  async #exerciseOf(editor: TextEditor | undefined): Promise<ExerciseRef | undefined> {
    if (editor?.document.uri.scheme !== 'file') return undefined;
    try {
      return await this.exercises.ofFile(editor.document.uri.fsPath);
    } catch {
      // Without the engine no editor belongs to an exercise; whoever uses a command is told why.
      return undefined;
    }
  }

  #announce(): void {
    const places = [this.#ofEditor, this.#ofPanel];
    if (places.every((ref, index) => sameExercise(ref, this.#announced[index]))) return;
    this.#announced = places;
    void commands.executeCommand('setContext', contextKeys.inExercise, this.ref !== undefined);
    this.#changed.fire();
  }
}
