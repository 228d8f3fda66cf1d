import pg from 'pg';
import type { Column, Row } from '../../../core/check/table.js';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import type { Isolation } from '../../../core/vocabulary.js';
import { cancelled, throwIfCancelled } from '../../process/delay.js';
import { errorCode } from '../../process/error-code.js';
import { columnTypeOf } from './column-types.js';
import { isStatementError, serviceError } from './service-error.js';
import { StatementStop, type SqlConnection } from './statement-stop.js';

/** What one statement answered. */
export interface StatementResult {
  /** Empty when the statement returns no table. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** True when the server had more rows than were kept. */
  readonly truncated: boolean;
}

export interface RunOptions {
  /** Rows to keep; fewer when they are long. */
  readonly keep: number;
  /** Read a longer result to its end: cancelling a statement that changes something, be it in a function, undoes the change. */
  readonly drain?: boolean;
}

/** A row, or another answer of the server, that is too large to be held. */
export class ResultTooLarge extends LabError {
  constructor() {
    super('manifest-invalid', `The result has a row of more than ${largestRow / 1e6} MB.`, {
      cure: 'Select less in one row.',
    });
  }
}

/** Values stay the text that the server sent: exact, whatever the type. */
const textTypes = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig;

const queryCanceled = '57014';

/** Characters of all rows of a result together that are kept. */
const keptCharacters = 50_000_000;

/** Bytes. */
const largestRow = 64_000_000;

/**
 * One connection on which checks run SQL, one statement after the other: a check whose time is up leaves a statement behind that
 * is still being ended when the next check comes.
 */
export class SqlSession {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly isolation: Isolation,
    private readonly connection: SqlConnection,
  ) {}

  /** Gives the connection, and what was made for it, back. Never rejects. */
  end(): Promise<void> {
    return this.#inTurn(() => this.connection.giveBack());
  }

  /**
   * Runs one statement. Rejects with the server's `DatabaseError` for wrong SQL, with the signal's reason when it aborts (the
   * statement is then cancelled on the server), {@link ResultTooLarge}, `service-failed` when the server is gone.
   */
  run(text: string, options: RunOptions, signal: CancelSignal): Promise<StatementResult> {
    return this.#inTurn(() => this.#run(text, options, signal));
  }

  /** As {@link run}; what the statement changes is undone, so that it may be run by several checks in any order. */
  runAndUndo(text: string, options: RunOptions, signal: CancelSignal): Promise<StatementResult> {
    return this.#inTurn(async () => {
      await this.#run('begin', { keep: 0 }, signal);
      try {
        return await this.#run(text, options, signal);
      } finally {
        await this.connection.client.query('rollback').catch(() => undefined);
      }
    });
  }

  /** Does something else on the connection. Rejects as `work` does. */
  use(work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
    return this.#inTurn(() => work(this.connection.client));
  }

  /**
   * What a file left open, set, or made for its connection only is gone, as it would be for the next program that connects.
   * Rejects as {@link run}.
   */
  startAfresh(signal: CancelSignal): Promise<void> {
    return this.#inTurn(async () => {
      await this.#run('rollback', { keep: 0 }, signal);
      await this.#run('discard all', { keep: 0 }, signal);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #run(text: string, options: RunOptions, signal: CancelSignal): Promise<StatementResult> {
    throwIfCancelled(signal);
    const stop = new StatementStop(this.connection);
    const onAbort = (): void => stop.insist();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await this.#stream(text, options, stop);
    } catch (error) {
      if (signal.aborted) throw cancelled(signal);
      throw isStatementError(error) ? error : serviceError(error);
    } finally {
      signal.removeEventListener('abort', onAbort);
      await stop.settle();
    }
  }

  #stream(text: string, { keep, drain = false }: RunOptions, stop: StatementStop): Promise<StatementResult> {
    return new Promise((resolve, reject) => {
      const rows: Row[] = [];
      let fields: readonly pg.FieldDef[] = [];
      let characters = 0;
      let truncated = false;
      const guard = new SizeGuard(this.connection, stop);
      const fail = (error: unknown): void => {
        guard.end();
        reject(guard.tooLarge ? new ResultTooLarge() : error);
      };
      const done = (): void => {
        guard.end();
        resolve({ columns: fields.map(columnOf), rows, truncated });
      };
      const config: pg.QueryArrayConfig = { text, rowMode: 'array', types: textTypes };
      const query = new pg.Query<Row>(config as unknown as pg.QueryConfig);
      query.on('row', (row, result) => {
        guard.reset();
        fields = result?.fields ?? fields;
        if (truncated) return;
        characters += row.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
        if (rows.length < keep && characters <= keptCharacters) return void rows.push(row);
        truncated = true;
        if (!drain) stop.ask();
      });
      // Typed as one result; a text with several statements gives a list.
      query.on('end', (result: pg.ResultBuilder<Row> | readonly unknown[]) => {
        if (!('fields' in result)) return fail(severalStatements());
        fields = result.fields;
        done();
      });
      query.on('error', (error) => (truncated && errorCode(error) === queryCanceled ? done() : fail(error)));
      this.connection.client.query(query);
    });
  }
}

/** Hangs up on a server that sends more than can be held before the row it belongs to is complete. */
class SizeGuard {
  tooLarge = false;
  #pending = 0;
  readonly #stream;
  readonly #onData = (chunk: { readonly length: number }): void => {
    this.#pending += chunk.length;
    if (this.#pending <= largestRow || this.tooLarge) return;
    this.tooLarge = true;
    this.stop.hangUp();
  };

  constructor(
    { client }: SqlConnection,
    private readonly stop: StatementStop,
  ) {
    this.#stream = client.connection?.stream;
    this.#stream?.on('data', this.#onData);
  }

  reset(): void {
    this.#pending = 0;
  }

  end(): void {
    this.#stream?.off('data', this.#onData);
  }
}

const severalStatements = (): LabError =>
  new LabError('manifest-invalid', 'The query of this check holds more than one statement.', {
    cure: 'Tell the author of the lab.',
  });

const columnOf = (field: pg.FieldDef): Column => ({ name: field.name, ...columnTypeOf(field.dataTypeID) });
