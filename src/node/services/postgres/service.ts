import type { ConnectionOptions } from 'node:tls';
import { LabError } from '../../../core/errors.js';
import type { RunningService } from '../../../core/ports.js';
import type { PostgresEndpoint } from '../../../core/service/service.js';

/** How to reach a server: `pg`'s own names. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly ssl: boolean | ConnectionOptions;
}

/** A login and the database to open. */
export interface Connection extends Login {
  readonly database: string;
}

/** The role that checks work as. */
export interface CheckRole {
  readonly user: string;
  readonly password: string;
  /** False on a server of the learner's own where no role could be made: then it is the learner's. */
  readonly separate: boolean;
}

/** Databases that a reset or a restore has put aside. */
export interface Backup {
  /** `yyyymmddhhmmss`, UTC. */
  readonly id: string;
  /** The names they had. */
  readonly databases: readonly string[];
}

/** PostgreSQL as check code sees it. Every member throws `service-absent` once the server has stopped. */
export interface PostgresService extends RunningService {
  readonly kind: 'postgres';
  endpoint(): PostgresEndpoint;
  /** Superuser of a server of ours; on the learner's own server the role that was given. `database` is where to administrate from. */
  admin(): Connection;
  /** Pristine seeded database, a template for clones: nobody may stay connected to it. */
  readonly seedDatabase: string;
  /** Owns all that is in {@link seedDatabase}. */
  readonly checkRole: CheckRole;
  /** `major.minor`. */
  readonly serverVersion: string;
  /** The lab whose data this server holds. */
  readonly labId: string;
  /** False for a server of the learner's own. */
  readonly local: boolean;
  /** What can be given to `restoreData`, newest first; never more than five. */
  backups(): Promise<readonly Backup[]>;
}

/** The service as {@link PostgresService}; throws `internal` for one of another kind. */
export const asPostgres = (service: RunningService): PostgresService => {
  if (isPostgres(service)) return service;
  throw new LabError('internal', `A check asked for PostgreSQL and got ${service.kind}.`);
};

const isPostgres = (service: RunningService): service is PostgresService =>
  service.kind === 'postgres' && 'admin' in service && 'seedDatabase' in service;
