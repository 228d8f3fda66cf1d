import type { CancelSignal, RunningService, ServiceOwner } from '../../core/ports.js';
import type { ExternalServer, ServiceProgress, ServiceSpec } from '../../core/service/service.js';
import type { Toolchain } from '../toolchain/toolchain.js';
import type { Instance } from './instance.js';

/** A server of ours that is ready, as its users find it. */
export interface LocalServer {
  /** Absolute folder of the instance. */
  readonly folder: string;
  readonly port: number;
  /** Never waits. */
  isAlive(): boolean;
}

/** Who opens a server for which service of a lab. */
export interface Opening<Spec extends ServiceSpec> {
  readonly owner: ServiceOwner;
  readonly spec: Spec;
  readonly signal: CancelSignal;
  /** What is happening, for the person waiting. */
  say(message: string): void;
}

/** A lab on a server of the learner's own. */
export interface ExternalService {
  readonly service: RunningService;
  /** Closes whatever watches the server. */
  close(): Promise<void>;
}

/** What users of a kind of service need; its other half, the `ServiceDriver`, works in the supervisor. */
export interface ServiceKind<Spec extends ServiceSpec, External extends ExternalServer> {
  /** Name for people: `PostgreSQL`. */
  readonly title: string;
  /** Where its servers can run. */
  readonly targets: readonly Instance['target'][];
  /** Absolute folder of the programs of a local server, downloaded when they are not there; empty when it needs none. */
  programs(
    toolchain: Toolchain,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void,
  ): Promise<string>;
  /** Absolute paths of the files that its content is made from. */
  sources(spec: Spec): readonly string[];
  /** Gives a ready server of ours what the lab asks for. */
  openLocal(server: LocalServer, opening: Opening<Spec>): Promise<RunningService>;
  /** Gives a server of the learner's own what the lab asks for, as far as it is not there; nothing else is touched. */
  openExternal(external: External, opening: Opening<Spec>): Promise<ExternalService>;
  /** Connects once and reports the server; rejects with `service-failed` and a cure when it can't. */
  testExternal(external: External, signal: CancelSignal): Promise<{ readonly serverVersion: string }>;
}
