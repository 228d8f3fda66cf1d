import type { ErrorData } from '../../core/errors.js';
import type { CancelSignal } from '../../core/ports.js';
import type { ProcessIdentity } from '../process/identity.js';
import type { Instance } from './instance.js';
import type { ServiceRecord } from './record.js';

/** Runs one kind of service under a supervisor. */
export interface ServiceDriver {
  /**
   * The instance's server, if one outlived its supervisor and is well. One that is not well is ended, and stale files
   * of a dead one are cleared away, so that {@link start} finds a clean place.
   */
  adopt(instance: Instance, last: ServiceRecord | undefined): Promise<StartedService | undefined>;
  /** Resolves when the server answers its own protocol. Rejects with a LabError; no process is left then. */
  start(instance: Instance, context: StartContext): Promise<StartedService>;
}

export interface StartContext {
  readonly signal: CancelSignal;
  /** The port of the last time, worth having again. */
  readonly lastPort: number | undefined;
  /** What is happening, for the person waiting. */
  say(message: string): Promise<void>;
  /** Makes the new process known, before it is ready: whoever comes after a crash must find it. */
  spawned(server: ProcessIdentity): Promise<void>;
}

/** A server that answers. */
export interface StartedService {
  readonly server: ProcessIdentity;
  readonly port: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Ends it in good order; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once: nobody wants its data any more. */
  discard(): Promise<void>;
  /** Called now and then: keeps logs small. */
  upkeep(): Promise<void>;
  /** Why it ended, from its log. */
  lastWords(): Promise<ErrorData>;
}
