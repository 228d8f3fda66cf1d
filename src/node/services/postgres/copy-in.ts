import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';

/** What pg's connection can do, and its types do not tell. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** A query that feeds the server when it asks for the rows of a COPY. */
class CopyQuery extends pg.Query {
  #ended = false;

  constructor(
    text: string,
    private readonly chunks: Iterable<string>,
  ) {
    super(text);
    this.on('error', () => (this.#ended = true));
  }

  /** Called by pg. */
  handleCopyInResponse(connection: CopyConnection): void {
    this.#feed(connection).catch((error: unknown) => connection.sendCopyFail(String(error)));
  }

  async #feed(connection: CopyConnection): Promise<void> {
    const { stream } = connection;
    for (const chunk of this.chunks) {
      if (this.#ended || stream.destroyed) return;
      connection.sendCopyFromChunk(Buffer.from(chunk));
      // A lost connection never drains.
      if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
      else await setImmediate();
    }
    if (!this.#ended) connection.endCopyFrom();
  }
}

/** Runs `COPY … FROM STDIN` with these texts, which may be any number. Rejects as a query does. */
export const copyIn = (client: pg.ClientBase, statement: string, chunks: Iterable<string>): Promise<void> =>
  new Promise((resolve, reject) => {
    const query = new CopyQuery(statement, chunks);
    query.on('end', () => resolve());
    query.on('error', reject);
    client.query(query);
  });
