import { TestMessage, type TestItem, type TestRun } from 'vscode';
import type { CheckResult, CheckRun } from '../../../core/check/result.js';
import { renderRun } from '../../../core/check/text/render-run.js';
import { ansiStyle } from '../../../core/check/text/style.js';
import { toTestMessages } from './message.js';
import { targetOf } from './tree.js';

const outputWidth = 100;

/** An exercise under check, as one test run of VS Code shows it. */
export class ExerciseReport {
  /**
   * @param only ids of the checks to report; all when absent
   * @param folder the learner's folder of the lab
   */
  constructor(
    readonly run: TestRun,
    readonly exercise: TestItem,
    private readonly folder: string | undefined,
    private readonly only?: ReadonlySet<string>,
  ) {}

  enqueued(): void {
    for (const check of this.#checks()) this.run.enqueued(check);
  }

  started(): void {
    for (const check of this.#checks()) this.run.started(check);
  }

  result(result: CheckResult): void {
    const check = this.#checks().find((item) => targetOf(item).checkId === result.checkId);
    if (!check) return;
    const messages = (): TestMessage[] => [...toTestMessages(result, this.folder)];
    switch (result.status) {
      case 'passed':
        return this.run.passed(check, result.durationMs);
      case 'failed':
      case 'timeout':
        return this.run.failed(check, messages(), result.durationMs);
      case 'error':
        return this.run.errored(check, messages(), result.durationMs);
      case 'skipped':
      case 'cancelled':
        return this.run.skipped(check);
    }
  }

  /** What a terminal shows of the run. */
  finished(run: CheckRun): void {
    const text = renderRun(run, ansiStyle, outputWidth).replaceAll(/\r?\n/g, '\r\n');
    this.run.appendOutput(`${text}\r\n`, undefined, this.exercise);
  }

  /** Nothing could be checked, and why. */
  broken(message: string): void {
    for (const check of this.#checks()) this.run.errored(check, new TestMessage(message));
  }

  skipped(): void {
    for (const check of this.#checks()) this.run.skipped(check);
  }

  #checks(): readonly TestItem[] {
    const checks = [...this.exercise.children].map(([, check]) => check);
    return this.only ? checks.filter((check) => this.only?.has(targetOf(check).checkId ?? '')) : checks;
  }
}
