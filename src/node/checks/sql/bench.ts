import pg from 'pg';
import type { RowSource } from '../../../core/check/table.js';
import { isLabError, LabError } from '../../../core/errors.js';
import { errorCode } from '../../process/error-code.js';
import type { PostgresService } from '../../services/postgres/service.js';
import { dropAbandonedClones, dropClone, makeClone } from './clones.js';
import { prepareReadCopy, type Workplace } from './read-copy.js';
import { serviceError } from './service-error.js';
import { SqlSession } from './session.js';

/** Idle connections to the read-only copy are closed after this many milliseconds. */
const idleMs = 60_000;

/** Codes of a read-only copy that was dropped (another process saw a newer seed) or whose reader was tampered with. */
const lostCopy = new Set(['3D000', '28P01', '28000', '42501']);

/**
 * Where checks run SQL on one PostgreSQL server, never touching the learner's databases:
 * a read-only copy of the seeded data, shared by every check and read through a role that holds no right to write; and
 * clones of the seeded data, one per run, thrown away afterwards. Bound to one life of the server.
 */
export class Bench {
  readonly #admin: pg.Pool;
  readonly #answers = new Map<string, Promise<RowSource>>();
  #prepared: Promise<Workplace>;
  #readers: pg.Pool | undefined;
  #spare: Promise<Workplace> | undefined;
  #replacing: Promise<void> = Promise.resolve();
  #unusable = false;

  /** @param keepSpare whether to make the next clone before it is asked for: worth it in a process that lives long. */
  constructor(
    private readonly service: PostgresService,
    private readonly keepSpare: boolean,
  ) {
    this.#admin = pool(service.admin(), 3);
    this.#prepared = this.#prepare();
  }

  /** False when its server has stopped, or could not be prepared: another bench is needed then. */
  get isUsable(): boolean {
    return !this.#unusable && this.#isAlive();
  }

  /** False where checks work as the learner's own role, and no right keeps them from the learner's databases. */
  get hasOwnRoles(): boolean {
    return this.service.checkRole.separate;
  }

  /** A connection that can read the seeded data and write nothing, whatever it is told to run. */
  async reader(): Promise<SqlSession> {
    const client = await this.#connectReader();
    const giveBack = async (): Promise<void> => {
      // What the learner set or left open must not reach the next check.
      const clean = await client
        .query('rollback')
        .then(() => client.query('discard all'))
        .then(
          () => true,
          () => false,
        );
      client.release(!clean);
    };
    return new SqlSession('readonly', { client, giveBack, ...this.#server });
  }

  /** A connection to a fresh clone that may be changed at will; it is dropped after the end. */
  async clone(): Promise<SqlSession> {
    const login = this.#login;
    const { database, role } = await this.#takeClone();
    const client = new pg.Client({ ...login, ...role, database });
    client.on('error', () => undefined);
    const giveBack = async (): Promise<void> => {
      await client.end().catch(() => undefined);
      this.#replace(database);
    };
    try {
      await client.connect();
    } catch (error) {
      await giveBack();
      throw serviceError(error);
    }
    return new SqlSession('clone', { client, giveBack, ...this.#server });
  }

  /** Remembers what a query of the lab's author answered: the seeded data it reads never change. */
  async cached(query: string, ask: () => Promise<RowSource>): Promise<RowSource> {
    const before = this.#answers.get(query);
    if (before) {
      try {
        return await before;
      } catch (error) {
        // The run that asked was stopped, and not the one that waits for the same answer.
        if (isLabError(error, 'cancelled') || isLabError(error, 'timeout')) return this.cached(query, ask);
        throw error;
      }
    }
    const answer = ask();
    this.#answers.set(query, answer);
    answer.catch(() => this.#answers.delete(query));
    return answer;
  }

  /** Drops the spare clone and closes every connection. */
  async close(): Promise<void> {
    this.#unusable = true;
    const spare = await this.#spare?.catch(() => undefined);
    if (spare) await dropClone(this.#admin, spare.database);
    await this.#replacing;
    await Promise.all([this.#readers?.end(), this.#admin.end()].map((ended) => ended?.catch(() => undefined)));
  }

  #prepare(): Promise<Workplace> {
    const prepared = prepareReadCopy(this.#admin, this.service).then(async (copy) => {
      await dropAbandonedClones(this.#admin).catch(() => undefined);
      return copy;
    });
    prepared.catch(() => (this.#unusable = true));
    return prepared;
  }

  async #ready(): Promise<Workplace> {
    if (!this.isUsable)
      throw new LabError('service-absent', 'The PostgreSQL server was stopped.', { cure: 'Start the lab again.' });
    return this.#prepared.catch((error: unknown) => {
      throw serviceError(error);
    });
  }

  async #connectReader(again = true): Promise<pg.PoolClient> {
    const { database, role } = await this.#ready();
    this.#readers ??= pool({ ...this.#login, ...role, database }, 4);
    try {
      return await this.#readers.connect();
    } catch (error) {
      if (!again || !lostCopy.has(errorCode(error) ?? '')) throw serviceError(error);
      this.#prepared = this.#prepare();
      return this.#connectReader(false);
    }
  }

  async #takeClone(): Promise<Workplace> {
    await this.#ready();
    // Taken before anything is waited for: two runs must never get the same.
    const spare = this.#spare;
    this.#spare = undefined;
    try {
      return (await spare?.catch(() => undefined)) ?? (await makeClone(this.#admin, this.service));
    } catch (error) {
      throw serviceError(error);
    }
  }

  /** Nobody waits for it: both write all that is open to the disk first, on which a learner's server insists. */
  #replace(used: string): void {
    const before = this.#replacing;
    this.#replacing = dropClone(this.#admin, used).then(() => before);
    this.#makeSpare();
  }

  #makeSpare(): void {
    if (!this.keepSpare || !this.isUsable || this.#spare) return;
    this.#spare = makeClone(this.#admin, this.service);
    this.#spare.catch(() => undefined);
  }

  #isAlive(): boolean {
    try {
      this.service.admin();
      return true;
    } catch {
      return false;
    }
  }

  get #login(): pg.ClientConfig {
    const { host, port, ssl } = this.service.admin();
    // What is thrown away need not survive a power cut.
    const options = ['-c synchronous_commit=off'];
    // A statement of a process that was killed must not go on for hours. Windows can't tell that a client is gone.
    if (this.service.local && process.platform !== 'win32') options.push('-c client_connection_check_interval=1000');
    return { host, port, ssl, options: options.join(' ') };
  }

  readonly #server = {
    isAlive: (): boolean => this.#isAlive(),
    cancel: async (processId: number, force: boolean): Promise<void> => {
      await this.#admin.query(force ? 'select pg_terminate_backend($1)' : 'select pg_cancel_backend($1)', [processId]);
    },
  };
}

const pool = (config: pg.PoolConfig, max: number): pg.Pool => {
  const made = new pg.Pool({ ...config, max, idleTimeoutMillis: idleMs, allowExitOnIdle: true });
  // A server that stops closes connections: the next check that needs one reports it. A pool hears of idle ones only.
  made.on('error', () => undefined);
  made.on('connect', (client) => client.on('error', () => undefined));
  return made;
};
