import pg from 'pg';
import type { RowSource } from '../../../core/check/table.js';
import { LabError } from '../../../core/errors.js';
import type { PostgresService } from '../../services/postgres/service.js';
import { cloneName, dropAbandonedClones, dropClone, makeClone, prepareReadCopy } from './bench-databases.js';
import { SqlSession } from './session.js';

/** Idle connections to the read-only copy are closed after this many milliseconds. */
const idleMs = 60_000;

/**
 * Where checks run SQL on one PostgreSQL server, never touching the learner's databases:
 * a read-only copy of the seeded data, shared by every check and read through a role that holds no right to write; and
 * clones of the seeded data, one per run, thrown away afterwards.
 */
export class Bench {
  readonly #admin: pg.Pool;
  readonly #prepared: Promise<{ readonly database: string; readonly role: { user: string; password: string } }>;
  readonly #answers = new Map<string, Promise<RowSource>>();
  #readers: pg.Pool | undefined;
  #spare: Promise<string> | undefined;
  #made = 0;
  #closed = false;

  /** @param keepSpare whether to make the next clone before it is asked for: worth it in a process that lives long. */
  constructor(
    private readonly service: PostgresService,
    private readonly keepSpare: boolean,
  ) {
    this.#admin = pool(service.admin(), 3);
    this.#prepared = prepareReadCopy(this.#admin, service).then(async (copy) => {
      await dropAbandonedClones(this.#admin).catch(() => undefined);
      return copy;
    });
    this.#prepared.catch(() => undefined);
  }

  /** A connection that can read the seeded data and write nothing, whatever it is told to run. */
  async reader(): Promise<SqlSession> {
    const { database, role } = await this.#ready();
    const { host, port, ssl } = this.service.admin();
    this.#readers ??= pool({ host, port, ssl, user: role.user, password: role.password, database }, 4);
    const client = await this.#readers.connect();
    return new SqlSession('readonly', client, this.#cancel, async () => {
      // What the learner set or left open must not reach the next check.
      const clean = await client
        .query('rollback')
        .then(() => client.query('discard all'))
        .then(
          () => true,
          () => false,
        );
      client.release(!clean);
    });
  }

  /** A connection to a fresh clone that may be changed at will; it is dropped at the end. */
  async clone(): Promise<SqlSession> {
    await this.#ready();
    const database = await this.#takeClone();
    const { host, port, ssl } = this.service.admin();
    const { user, password } = this.service.checkRole;
    const client = new pg.Client({ host, port, ssl, user, password, database });
    client.on('error', () => undefined);
    await client.connect();
    return new SqlSession('clone', client, this.#cancel, async () => {
      await client.end().catch(() => undefined);
      await dropClone(this.#admin, database);
    });
  }

  /** Remembers what a query of the lab's author answered: the seeded data it reads never change. */
  cached(query: string, ask: () => Promise<RowSource>): Promise<RowSource> {
    const before = this.#answers.get(query);
    if (before) return before;
    const answer = ask();
    this.#answers.set(query, answer);
    answer.catch(() => this.#answers.delete(query));
    return answer;
  }

  /** Drops the spare clone and closes every connection. */
  async close(): Promise<void> {
    this.#closed = true;
    const spare = await this.#spare?.catch(() => undefined);
    if (spare !== undefined) await dropClone(this.#admin, spare).catch(() => undefined);
    await Promise.all([this.#readers?.end(), this.#admin.end()].map((ended) => ended?.catch(() => undefined)));
  }

  async #ready() {
    if (this.#closed)
      throw new LabError('service-absent', 'The PostgreSQL server was stopped.', { cure: 'Start the lab again.' });
    return this.#prepared;
  }

  async #takeClone(): Promise<string> {
    const ready = this.#spare ?? this.#makeClone();
    const name = await ready.finally(() => (this.#spare = undefined));
    if (this.keepSpare && !this.#closed) {
      this.#spare = this.#makeClone();
      this.#spare.catch(() => undefined);
    }
    return name;
  }

  #makeClone(): Promise<string> {
    return makeClone(this.#admin, this.service, cloneName(process.pid, ++this.#made));
  }

  readonly #cancel = async (processId: number, force: boolean): Promise<void> => {
    await this.#admin.query(force ? 'select pg_terminate_backend($1)' : 'select pg_cancel_backend($1)', [processId]);
  };
}

const pool = (config: pg.PoolConfig, max: number): pg.Pool => {
  const made = new pg.Pool({ ...config, max, idleTimeoutMillis: idleMs, allowExitOnIdle: true });
  // A server that stops closes idle connections: the next check that needs one reports it.
  made.on('error', () => undefined);
  return made;
};
