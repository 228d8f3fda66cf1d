import { EventEmitter, l10n, Uri, type WebviewPanel } from 'vscode';
import type { CheckRun } from '../../../core/check/result.js';
import { toLabError } from '../../../core/errors.js';
import type { EngineEvents } from '../../../protocol/engine.js';
import type { ExerciseView } from '../../../protocol/exercise-view.js';
import type { FromPanel, ToPanel } from '../../../protocol/panel.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { sameExercise } from '../../state/exercise-key.js';
import { pageHtml } from '../../ui/page-html.js';
import { parseFromPanel } from './from-panel.js';
import { toPanelExercise } from './instructions.js';
import { LiveRun } from './live-run.js';
import { toProblem } from './problem.js';

export type PanelDeps = Pick<Deps, 'context' | 'engine' | 'exercises' | 'runner' | 'log'>;

/**
 * One feedback panel and what it shows. The page forgets everything when it is hidden, so all it needs can be sent again:
 * the exercise, the results of a check under way, the problem that kept a check from running.
 */
export class FeedbackPanel {
  readonly #store = new DisposableStore();
  readonly #received = this.#store.add(new EventEmitter<FromPanel>());
  readonly #sent = this.#store.add(new EventEmitter<ToPanel>());
  readonly #live = new LiveRun();
  #ref: ExerciseRef | undefined;
  #exercise: Extract<ToPanel, { type: 'exercise' }> | undefined;
  #problem: Extract<ToPanel, { type: 'problem' }> | undefined;
  /** The last run that came in: one that could not be graded is in no exercise. */
  #run: CheckRun | undefined;
  #folder: string | undefined;
  #loaded = false;
  #ready = false;
  readonly onDidReceive = this.#received.event;
  readonly onDidSend = this.#sent.event;

  constructor(
    readonly webviewPanel: WebviewPanel,
    private readonly deps: PanelDeps,
  ) {
    const { engine, exercises, runner } = deps;
    this.#store.addAll(
      webviewPanel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      engine.events.checkStarted((event) => this.#started(event)),
      engine.events.checkResult((event) => this.#result(event)),
      engine.events.checkFinished(({ run }) => void this.#finished(run)),
      exercises.onDidChange(() => {
        // A run under way ends with the exercise as it is then.
        if (!this.#live.isUnderWay) void this.#refresh();
      }),
      engine.onDidStart(() => this.#live.clear()),
      runner.onDidFail(({ ref, error }) => {
        if (sameExercise(ref, this.#ref)) this.showProblem(error);
      }),
    );
  }

  get ref(): ExerciseRef | undefined {
    return this.#ref;
  }

  async show(ref: ExerciseRef): Promise<void> {
    if (!sameExercise(ref, this.#ref)) {
      this.#live.clear();
      this.#problem = undefined;
      this.#exercise = undefined;
      this.#run = undefined;
    }
    this.#ref = ref;
    await this.#refresh();
  }

  /** A page without an exercise: it says how to get to one. */
  showNothing(): void {
    this.#load(undefined);
  }

  showProblem(error: unknown): void {
    if (toLabError(error).code === 'cancelled') return;
    this.#load(this.#folder);
    this.#live.clear();
    this.#problem = toProblem(error);
    this.#post(this.#problem);
  }

  showNotice(message: string): void {
    this.#post({ type: 'notice', message });
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #refresh(): Promise<void> {
    const ref = this.#ref;
    if (!ref) return;
    try {
      const exercise = await this.#read(ref);
      if (!exercise || JSON.stringify(exercise) === JSON.stringify(this.#exercise?.exercise)) return;
      this.#exercise = { type: 'exercise', exercise };
      this.#post(this.#exercise);
    } catch (error) {
      this.deps.log.error(`The feedback panel can't show the exercise: ${toLabError(error).message}`);
      if (sameExercise(ref, this.#ref)) this.showProblem(error);
    }
  }

  /** Undefined when the panel has moved on to another exercise meanwhile. */
  async #read(ref: ExerciseRef) {
    const view = await this.deps.exercises.view(ref);
    if (this.#store.disposed || !sameExercise(ref, this.#ref)) return undefined;
    this.#load(view.instructionsFolder);
    this.webviewPanel.title = titleOf(view);
    const exercise = await toPanelExercise(view, this.webviewPanel.webview);
    return !this.#store.disposed && sameExercise(ref, this.#ref) ? exercise : undefined;
  }

  /** Loads the page, once, and lets it read the folder of the instructions. Another folder makes the page load again. */
  #load(folder: string | undefined): void {
    if (this.#loaded && folder === this.#folder) return;
    const { extensionUri } = this.deps.context;
    const { webview } = this.webviewPanel;
    this.#folder = folder;
    this.#ready = false;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [
        Uri.joinPath(extensionUri, 'dist'),
        Uri.joinPath(extensionUri, 'media'),
        ...(folder === undefined ? [] : [Uri.file(folder)]),
      ],
    };
    webview.html = pageHtml(webview, extensionUri, { page: 'feedback', title: l10n.t('Feedback') });
    this.#loaded = true;
  }

  #receive(message: unknown): void {
    const parsed = parseFromPanel(message);
    if (!parsed) return;
    if (parsed.type === 'ready') this.#sendAll();
    this.#received.fire(parsed);
  }

  #sendAll(): void {
    this.#ready = true;
    const { exercise } = this.#exercise ?? {};
    if (this.#exercise) this.#post(this.#exercise);
    if (exercise && this.#run && this.#run.id !== exercise.lastRun?.id) {
      this.#post({ type: 'run', run: this.#run, exercise });
    }
    for (const message of this.#live.messages()) this.#post(message);
    if (this.#problem) this.#post(this.#problem);
  }

  #post(message: ToPanel): void {
    if (!this.#ready) return;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a webview's method, not a window's
    void this.webviewPanel.webview.postMessage(message);
    this.#sent.fire(message);
  }

  #started(event: EngineEvents['checkStarted']): void {
    if (!sameExercise(event, this.#ref)) return;
    this.#problem = undefined;
    this.#post(this.#live.start(event));
  }

  #result(event: EngineEvents['checkResult']): void {
    const message = this.#live.add(event);
    if (message) this.#post(message);
  }

  async #finished(run: CheckRun): Promise<void> {
    if (!sameExercise(run, this.#ref) || !this.#live.isCurrent(run.id)) return;
    // The next run is already under way and will have more to say than one that was cut short for it.
    if (this.deps.runner.isRunning(run) && run.results.some(({ status }) => status === 'cancelled')) return;
    try {
      const exercise = await this.#read(run);
      if (!exercise || !this.#live.isCurrent(run.id)) return;
      this.#live.clear();
      this.#run = run;
      this.#exercise = { type: 'exercise', exercise };
      this.#post({ type: 'run', run, exercise });
    } catch (error) {
      this.showProblem(error);
    }
  }
}

const titleOf = ({ kind, title }: ExerciseView): string =>
  kind === 'quiz' ? l10n.t('Quiz: {0}', title) : l10n.t('Feedback: {0}', title);
