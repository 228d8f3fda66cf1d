import type { Lab } from '../../core/course/course.js';
import { LabError } from '../../core/errors.js';
import type { PostgresEndpoint } from '../../core/service/service.js';
import type { SqlSession } from '../checks/sql/session.js';
import type { ScratchPostgres } from '../services/postgres/scratch.js';
import { wellKnownPort } from '../services/postgres/settings.js';
import type { TakenServer } from '../services/scratch-servers.js';
import { openScratchSession } from './scratch-session.js';
import type { WorkFolder } from './work-folders.js';
import type { Workbench } from './workbench.js';

/** What a workbench is made of, as far as it is made. */
export class Parts {
  folder: WorkFolder | undefined;
  /** By the names of the lab's services. */
  readonly servers = new Map<string, TakenServer>();

  async end(): Promise<void> {
    for (const { end } of this.servers.values()) end();
    await this.folder?.remove();
  }
}

export interface Surroundings {
  /** Absolute folder in which the code runs. */
  readonly folder: string;
  readonly learnerPorts: readonly number[];
}

/** The workbench of one run, and the connections of checks to its databases. */
export class MadeWorkbench {
  readonly workbench: Workbench;
  readonly #sessions = new Map<string, Promise<SqlSession>>();

  constructor(
    private readonly lab: Lab,
    private readonly parts: Parts,
    { folder, learnerPorts }: Surroundings,
  ) {
    const first = [...parts.servers.values()][0]?.postgres.endpoint();
    this.workbench = {
      folder,
      env: { ...(first && libpqVariables(first)), TZ: 'UTC' },
      redirects: new Map(first ? [wellKnownPort, ...learnerPorts].map((port) => [port, first.port]) : []),
      postgres: (name) => this.#server(name),
      requireServers: async () => {
        await Promise.all([...parts.servers.values()].map(({ postgres }) => postgres.require()));
      },
    };
  }

  /** See {@link Workbenches.session}. */
  session(service: string | undefined, database: string): Promise<SqlSession> {
    const key = JSON.stringify([service, database]);
    const session = this.#sessions.get(key) ?? openScratchSession(this.#server(service), database);
    this.#sessions.set(key, session);
    session.catch(() => this.#sessions.delete(key));
    return session;
  }

  async endSessions(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(
      sessions.map((session) =>
        session.then(
          (open) => open.end(),
          () => undefined,
        ),
      ),
    );
  }

  async end(): Promise<void> {
    await this.endSessions();
    await this.parts.end();
  }

  /** Without a name, the only one. */
  #server(name: string | undefined): ScratchPostgres {
    const chosen = name ?? [...this.parts.servers.keys()][0] ?? '';
    const found = this.parts.servers.get(chosen);
    if (found) return found.postgres;
    throw new LabError('manifest-invalid', `The lab \`${this.lab.id}\` has no PostgreSQL service \`${chosen}\`.`, {
      cure: 'Tell the author of the lab.',
    });
  }
}

/** As libpq names them: every driver that builds on it reads them. */
const libpqVariables = ({ host, port, user, password, database }: PostgresEndpoint) => ({
  PGHOST: host,
  PGPORT: String(port),
  PGUSER: user,
  PGPASSWORD: password,
  PGDATABASE: database,
});
