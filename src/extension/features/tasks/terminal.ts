import { setTimeout as sleep } from 'node:timers/promises';
import { CancellationTokenSource, EventEmitter, l10n, type Pseudoterminal, type TerminalDimensions } from 'vscode';
import { renderRun } from '../../../core/check/text/render-run.js';
import { ansiStyle } from '../../../core/check/text/style.js';
import { isLabError, toLabError } from '../../../core/errors.js';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';
import { toRef } from '../../state/exercise-key.js';
import { errorText } from '../../ui/notify.js';
import { exercisesOf, type LabTaskDefinition } from './definition.js';
import { exitCodeOf, exitCodes } from './exit-code.js';

const defaultWidth = 100;

/** Of a process that ends with an error in its first half second VS Code says that it failed to launch. */
const launchMs = 600;

/** The terminal of a check task: checks one exercise after the other and prints what each run says. */
export class CheckTerminal implements Pseudoterminal {
  readonly #store = new DisposableStore();
  readonly #write = this.#store.add(new EventEmitter<string>());
  readonly #close = this.#store.add(new EventEmitter<number>());
  readonly #cancel = this.#store.add(new CancellationTokenSource());
  #width = defaultWidth;
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;

  constructor(
    private readonly deps: Pick<Deps, 'engine' | 'labs'>,
    private readonly definition: LabTaskDefinition,
  ) {}

  open(dimensions: TerminalDimensions | undefined): void {
    this.setDimensions(dimensions);
    void this.#runAndClose();
  }

  /** The task was terminated or its terminal closed: the run is cancelled. */
  close(): void {
    this.#cancel.cancel();
    this.#store.dispose();
  }

  setDimensions(dimensions: TerminalDimensions | undefined): void {
    this.#width = dimensions?.columns ?? defaultWidth;
  }

  async #runAndClose(): Promise<void> {
    const [code] = await Promise.all([this.#run(), sleep(launchMs)]);
    this.#close.fire(code);
  }

  async #run(): Promise<number> {
    try {
      let worst: number = exitCodes.passed;
      for (const exercise of await exercisesOf(this.deps, this.definition)) {
        const run = await this.deps.engine.request(
          'check',
          { ...toRef(exercise), trigger: 'task' },
          this.#cancel.token,
        );
        this.#print(renderRun(run, ansiStyle, this.#width));
        worst = Math.max(worst, exitCodeOf(run));
      }
      return worst;
    } catch (error) {
      this.#print(isLabError(error, 'cancelled') ? l10n.t('Cancelled.') : errorText(toLabError(error)));
      return exitCodes.broken;
    }
  }

  /** A terminal wants a carriage return with every new line. */
  #print(text: string): void {
    if (!this.#store.disposed) this.#write.fire(`${text.replaceAll(/\r?\n/g, '\r\n')}\r\n`);
  }
}
