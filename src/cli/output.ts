import { ansiStyle, plainStyle, type TextStyle } from '../core/check/text/style.js';
import { toLabError } from '../core/errors.js';
import type { ServiceProgress } from '../core/service/service.js';

/** Where a command writes: results to standard output, everything else to standard error. */
export class Output {
  readonly style: TextStyle;
  readonly width: number;
  #progressShown = false;

  constructor(
    readonly json: boolean,
    colour: boolean,
  ) {
    this.style = colour && !json ? ansiStyle : plainStyle;
    this.width = Math.min(process.stdout.columns ?? 100, 120);
  }

  /** A line for people; nothing with --json. */
  say(text: string): void {
    this.clearProgress();
    if (!this.json) process.stdout.write(`${text}\n`);
  }

  /** The one JSON document of a command run with --json. */
  data(value: unknown): void {
    if (this.json) process.stdout.write(`${JSON.stringify(value)}\n`);
  }

  note(text: string): void {
    this.clearProgress();
    process.stderr.write(`${text}\n`);
  }

  /** What is going on: one changing line on a terminal, a line for each new message elsewhere. */
  readonly progress = (progress: Pick<ServiceProgress, 'message' | 'fraction'>): void => {
    const percent = progress.fraction === undefined ? '' : ` ${Math.round(progress.fraction * 100)} %`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[2K${progress.message}${percent}`);
      this.#progressShown = true;
    } else if (progress.message !== this.#lastMessage) {
      this.#lastMessage = progress.message;
      process.stderr.write(`${progress.message}\n`);
    }
  };
  #lastMessage = '';

  clearProgress(): void {
    if (this.#progressShown) process.stderr.write('\r\u001b[2K');
    this.#progressShown = false;
  }

  /** A thrown value as file, line, message and cure; with --json also as a document. */
  error(error: unknown): void {
    const { code, message, data } = toLabError(error);
    const place =
      data.file === undefined
        ? ''
        : `${data.file}${data.line === undefined ? '' : `:${data.line}:${data.column ?? 1}`}: `;
    this.note(
      `${place}${message}${data.cure === undefined ? '' : `\n${data.cure}`}${data.detail === undefined ? '' : `\n${data.detail}`}`,
    );
    this.data({ error: { code, message, ...data } });
  }
}
