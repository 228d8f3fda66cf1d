import { TestRunRequest, type TestController } from 'vscode';
import { toLabError } from '../../../core/errors.js';
import type { EngineEvents } from '../../../protocol/engine.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { keyOf, toRef } from '../../state/exercise-key.js';
import { ExerciseReport } from './report.js';
import type { TestTree } from './tree.js';

type ReporterDeps = Pick<Deps, 'engine' | 'labs' | 'log'>;

interface OpenReport {
  readonly report: ExerciseReport;
  /** Ended with the check, where nobody else ends it. */
  readonly own: boolean;
}

/** A standing request: checks of these exercises report into it, whoever ran them. */
export interface Continuous {
  readonly request: TestRunRequest;
  covers(ref: ExerciseRef): boolean;
}

/**
 * Shows every check run in the Test Explorer, wherever it was started: from there, by a save, in the panel, by a task. Events
 * are handled one after the other, because the first of a run may have to wait for its test items.
 */
export class Reporter {
  readonly #store = new DisposableStore();
  readonly #claims = new Map<string, ExerciseReport>();
  readonly #open = new Map<string, OpenReport>();
  readonly #continuous = new Set<Continuous>();
  #handled: Promise<void> = Promise.resolve();

  constructor(
    private readonly controller: TestController,
    private readonly tree: TestTree,
    private readonly deps: ReporterDeps,
  ) {
    const { events, onDidCrash } = deps.engine;
    this.#store.addAll(
      events.checkStarted((event) => this.#then(() => this.#started(event))),
      events.checkResult(({ runId, result }) => this.#then(() => this.#open.get(runId)?.report.result(result))),
      events.checkFinished((event) => this.#then(() => this.#finished(event))),
      onDidCrash(() => this.#then(() => this.#endAll())),
    );
  }

  /** The next check of the exercise reports here and not into a run of its own. */
  claim(ref: ExerciseRef, report: ExerciseReport): void {
    this.#claims.set(keyOf(ref), report);
  }

  /** Gives the claim back, once everything of its check was reported. */
  async release(ref: ExerciseRef): Promise<void> {
    await this.#handled;
    this.#claims.delete(keyOf(ref));
  }

  follow(continuous: Continuous): void {
    this.#continuous.add(continuous);
  }

  unfollow(continuous: Continuous): void {
    this.#continuous.delete(continuous);
  }

  dispose(): void {
    this.#store.dispose();
    this.#endAll();
  }

  #then(task: () => void | Promise<void>): void {
    this.#handled = this.#handled
      .then(task)
      .catch((error: unknown) => this.deps.log.warn(`A check is not shown as a test: ${toLabError(error).message}`));
  }

  async #started({ runId, follows, ...event }: EngineEvents['checkStarted']): Promise<void> {
    const before = follows === undefined ? undefined : this.#open.get(follows);
    if (follows !== undefined) this.#open.delete(follows);
    const open = before ?? (await this.#opened(toRef(event)));
    if (!open) return;
    this.#open.set(runId, open);
    // What the quick tier passed stays so until the full one says otherwise.
    if (!before) open.report.started();
  }

  async #opened(ref: ExerciseRef): Promise<OpenReport | undefined> {
    const claimed = this.#claims.get(keyOf(ref));
    if (claimed) {
      this.#claims.delete(keyOf(ref));
      return { report: claimed, own: false };
    }
    const exercise = await this.tree.exercise(ref);
    if (!exercise) return undefined;
    const standing = [...this.#continuous].find((one) => one.covers(ref))?.request;
    // The learner is at work elsewhere: nothing may take the focus or open a view.
    const request = standing ?? new TestRunRequest([exercise], undefined, undefined, false, true);
    const run = this.controller.createTestRun(request);
    return { report: new ExerciseReport(run, exercise, this.deps.labs.folderOf(ref)), own: true };
  }

  #finished({ run }: EngineEvents['checkFinished']): void {
    const open = this.#open.get(run.id);
    if (!open) return;
    this.#open.delete(run.id);
    open.report.finished(run);
    if (open.own) open.report.run.end();
  }

  #endAll(): void {
    for (const { report, own } of this.#open.values()) if (own) report.run.end();
    this.#open.clear();
  }
}
