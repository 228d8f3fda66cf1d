import type { CheckRole, Connection } from './service.js';

/** A server to make a lab's databases on. */
export interface Target {
  readonly admin: Connection;
  /** Owns the learner's databases. */
  readonly learner: { readonly user: string; readonly password: string };
  readonly check: CheckRole;
  /** False for a server of the learner's own: there nothing without our mark is touched. */
  readonly local: boolean;
  readonly labId: string;
}
