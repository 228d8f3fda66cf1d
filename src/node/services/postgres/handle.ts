import { LabError } from '../../../core/errors.js';
import type { PostgresEndpoint, PostgresSpec } from '../../../core/service/service.js';
import { listBackups, resetDatabases, restoreDatabases } from './backups.js';
import type { Backup, CheckRole, Connection, PostgresService } from './service.js';
import type { Target } from './target.js';

export interface HandleOptions {
  readonly target: Target;
  readonly spec: PostgresSpec;
  readonly seedDatabase: string;
  readonly serverVersion: string;
  /** Whether the server still answers; must not wait. */
  isAlive(): boolean;
}

/** A provisioned server. Bound to one life of it: when it stops, everything throws, also if it is started again. */
export class PostgresHandle implements PostgresService {
  readonly kind = 'postgres';

  constructor(private readonly options: HandleOptions) {}

  endpoint(): PostgresEndpoint {
    const { admin, learner } = this.#alive().target;
    const database = this.options.spec.databases[0] ?? admin.database;
    const { host, port } = admin;
    return { kind: 'postgres', host, port, database, ...learner, serverVersion: this.options.serverVersion };
  }

  label(): string {
    return `PostgreSQL ${this.options.serverVersion}`;
  }

  admin(): Connection {
    return this.#alive().target.admin;
  }

  get seedDatabase(): string {
    return this.#alive().seedDatabase;
  }

  get checkRole(): CheckRole {
    return this.#alive().target.check;
  }

  get serverVersion(): string {
    return this.#alive().serverVersion;
  }

  get labId(): string {
    return this.options.target.labId;
  }

  get local(): boolean {
    return this.options.target.local;
  }

  async resetData(): Promise<string> {
    const { target, spec } = this.#alive();
    return resetDatabases(target, spec, new AbortController().signal);
  }

  async restoreData(backup: string): Promise<string> {
    return restoreDatabases(this.#alive().target, backup, new AbortController().signal);
  }

  async backups(): Promise<readonly Backup[]> {
    return listBackups(this.#alive().target, new AbortController().signal);
  }

  #alive(): HandleOptions {
    if (this.options.isAlive()) return this.options;
    throw new LabError('service-absent', 'The PostgreSQL server has stopped.', { cure: 'Start the lab again.' });
  }
}
