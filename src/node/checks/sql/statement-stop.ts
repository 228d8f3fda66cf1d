import type pg from 'pg';

/** A connection on which a check runs SQL, and how its server is reached beside it. */
export interface SqlConnection {
  readonly client: pg.ClientBase & { readonly processID?: number | null; readonly connection?: pg.Connection };
  /** Cancels what the backend does, or ends the backend, from another connection. */
  cancel(processId: number, force: boolean): Promise<void>;
  /** Whether the server still runs; must not wait. */
  isAlive(): boolean;
  /** Gives the connection, and what was made for it, back. Never rejects. */
  giveBack(): Promise<void>;
}

/** Milliseconds that each way of ending a statement is given before the next one. */
const graceMs = 1_000;

/** Milliseconds between two looks at the server while a statement runs. */
const watchMs = 500;

/** Ends a statement that runs: one that must be ended is, even when the server no longer obeys or is gone. */
export class StatementStop {
  readonly #watch: NodeJS.Timeout;
  readonly #steps: NodeJS.Timeout[] = [];
  #asked: Promise<void> | undefined;
  #hungUp = false;

  constructor(private readonly connection: SqlConnection) {
    // A backend that computes does not notice that its server was killed: nobody would ever answer.
    this.#watch = setInterval(() => {
      if (!connection.isAlive()) this.hangUp();
    }, watchMs);
  }

  /** Asks the server to cancel the statement. */
  ask(): void {
    this.#asked ??= this.#cancel(false);
  }

  /** Asks, then ends the backend, then hangs up: the server ends a statement whose client is gone. */
  insist(): void {
    this.ask();
    this.#steps.push(
      setTimeout(() => void this.#cancel(true), graceMs),
      setTimeout(() => this.hangUp(), 2 * graceMs),
    );
  }

  hangUp(): void {
    this.#hungUp = true;
    this.connection.client.connection?.stream.destroy();
  }

  /** To be awaited when the statement has ended: a late request to cancel must not meet the next one. */
  async settle(): Promise<void> {
    clearInterval(this.#watch);
    for (const step of this.#steps) clearTimeout(step);
    if (!this.#hungUp) await this.#asked;
  }

  async #cancel(force: boolean): Promise<void> {
    const { processID } = this.connection.client;
    if (processID == null) return this.hangUp();
    await this.connection.cancel(processID, force).catch(() => this.hangUp());
  }
}
