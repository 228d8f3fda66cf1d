import { Client } from 'pg';
import { errorCode } from '../../process/error-code.js';
import { delay } from '../../process/delay.js';
import type { Connection } from './service.js';

const connectTimeoutMs = 10_000;

/** SQLSTATE of a server that is still starting, or already stopping. */
const cannotConnectNow = '57P03';
const startingTries = 200;

/**
 * An open connection. A loss of it is reported by the query under way, and never ends this process.
 * @param settings of the session, as `-c` options: they go before what is set for its database or role
 */
export const connect = async (connection: Connection, settings?: string): Promise<Client> => {
  for (let attempt = 1; ; attempt += 1) {
    const client = new Client({
      ...connection,
      application_name: 'delabs',
      options: settings,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (errorCode(error) !== cannotConnectNow || attempt === startingTries) throw error;
      await delay(20);
    }
  }
};

/** Runs the work with a connection that is closed afterwards. */
export const withClient = async <T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = await connect(connection);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as an SQL literal, safe with any setting of `standard_conforming_strings`. */
export const literal = (text: string): string =>
  `${text.includes('\\') ? 'E' : ''}'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
