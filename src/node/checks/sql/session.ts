import pg from 'pg';
import type { Column, Row } from '../../../core/check/table.js';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import type { Isolation } from '../../../core/vocabulary.js';
import { columnTypeOf } from './column-types.js';

/** What one statement answered. */
export interface StatementResult {
  /** Empty when the statement returns no table. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** True when the server had more rows than the limit; the statement was then cancelled. */
  readonly truncated: boolean;
}

/** Cancels whatever a backend is doing, from another connection. */
export type CancelBackend = (processId: number, force: boolean) => Promise<void>;

/** Values stay the text that the server sent: exact, whatever the type. */
const textTypes = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig;

const queryCanceled = '57014';

/** Milliseconds that a cancelled statement has before its backend is ended. */
const cancelGrace = 1_000;

/** One connection on which a check runs SQL. Not for concurrent use. */
export class SqlSession {
  readonly notices: string[] = [];
  readonly #onNotice = (notice: { message?: string | undefined }): void => void this.notices.push(notice.message ?? '');

  constructor(
    readonly isolation: Isolation,
    private readonly client: pg.ClientBase & { readonly processID?: number | null },
    private readonly cancelBackend: CancelBackend,
    private readonly giveBack: () => Promise<void>,
  ) {
    client.on('notice', this.#onNotice);
  }

  /** Gives the connection, and what was made for it, back. */
  async end(): Promise<void> {
    this.client.off('notice', this.#onNotice);
    await this.giveBack();
  }

  /**
   * Runs one statement and keeps at most `limit` rows. Rejects with the server's `DatabaseError` for wrong SQL, with
   * the signal's reason when it aborts (the statement is then cancelled on the server), `service-failed` when the server is gone.
   */
  async run(text: string, limit: number, signal: CancelSignal): Promise<StatementResult> {
    signal.throwIfAborted();
    let force: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      void this.#cancel(false);
      force = setTimeout(() => void this.#cancel(true), cancelGrace);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await this.#stream(text, limit);
    } catch (error) {
      if (signal.aborted)
        throw signal.reason instanceof LabError ? signal.reason : new LabError('cancelled', 'Cancelled.', {}, error);
      throw isServerError(error) ? error : lostConnection(error);
    } finally {
      clearTimeout(force);
      signal.removeEventListener('abort', cancel);
    }
  }

  #stream(text: string, limit: number): Promise<StatementResult> {
    return new Promise((resolve, reject) => {
      const rows: Row[] = [];
      let fields: readonly pg.FieldDef[] = [];
      let truncated = false;
      const done = (): void => resolve({ columns: fields.map(columnOf), rows, truncated });
      const config: pg.QueryArrayConfig = { text, rowMode: 'array', types: textTypes };
      const query = new pg.Query<Row>(config as unknown as pg.QueryConfig);
      query.on('row', (row, result) => {
        fields = result?.fields ?? fields;
        if (rows.length < limit) rows.push(row);
        else if (!truncated) {
          truncated = true;
          void this.#cancel(false);
        }
      });
      query.on('end', (result) => {
        fields = result.fields;
        done();
      });
      query.on('error', (error) => (truncated && codeOf(error) === queryCanceled ? done() : reject(error)));
      this.client.query(query);
    });
  }

  async #cancel(force: boolean): Promise<void> {
    const pid = this.client.processID;
    if (pid != null) await this.cancelBackend(pid, force).catch(() => undefined);
  }
}

const columnOf = (field: pg.FieldDef): Column => ({ name: field.name, ...columnTypeOf(field.dataTypeID) });

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** An error that the server reported about a statement, as opposed to a connection that broke. */
export const isServerError = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && !['57P01', '57P02', '57P03'].includes(error.code ?? '');

const lostConnection = (error: unknown): LabError =>
  new LabError(
    'service-failed',
    'PostgreSQL stopped while the check was running.',
    { cure: 'Check again: the server is started anew.', detail: String(error) },
    error,
  );
