import type { ScratchPostgres } from '../services/postgres/scratch.js';

/**
 * A throw-away place for one run that executes the learner's code: a copy of the submission with the lab's data, and scratch
 * servers with what the lab gives the learner. Nothing that happens here reaches the learner's own files or servers.
 */
export interface Workbench {
  /** Absolute folder the code runs in: the learner's files, and the lab's data under its path. */
  readonly folder: string;
  /** Variables that lead the code to the scratch servers: PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, TZ. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Loopback ports that the code may name, and the scratch servers' ports they stand for: 5432 -> 40123. The ports of learners'
   * running servers are among them, so that no code of a check can reach those.
   */
  readonly redirects: ReadonlyMap<number, number>;
  /** A scratch PostgreSQL by the name of the lab's service; without a name, the lab's only one. */
  postgres(name?: string): ScratchPostgres;
  /**
   * Rejects with `service-absent` when a scratch server no longer answers. To be asked after code has failed: then it did not fail
   * by itself.
   */
  requireServers(): Promise<void>;
}
