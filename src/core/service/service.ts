import type { DataSpec } from '../data/data-spec.js';
import type { ServiceState, Tier } from '../vocabulary.js';

/** What a lab asks of a service, after parsing; file contents are already resolved to absolute paths. */
export interface PostgresSpec {
  readonly kind: 'postgres';
  readonly version: 18;
  /** Databases owned by the learner's role; the first is the one checks and examples use. */
  readonly databases: readonly string[];
  /** Absolute path of the SQL script that fills the first database, if any. */
  readonly seed?: string;
  /** The learner's role and password, when the lab's code names them. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Data that only checks see: schema name -> what its tables hold. */
  readonly reference?: Readonly<Record<string, DataSpec>>;
}

/** Schema that holds the lab's data of a tier, as {@link PostgresSpec.reference} names it. */
export const referenceSchema = (tier: Tier): string => `data_${tier}`;

/** Every kind of service: another member, and the compiler asks for all that it needs. */
export type ServiceSpec = PostgresSpec;

/** The spec of one kind. */
export type SpecOf<Kind extends ServiceSpec['kind']> = Extract<ServiceSpec, { readonly kind: Kind }>;

/** What an instance's data is bound to: data of one version is never opened by a server of another. */
export const versionOf = (spec: ServiceSpec): number => spec.version;

/** A PostgreSQL server of the learner's own, used instead of one we start. */
export interface ExternalPostgres {
  /** May be left out: settings of the first version know no other kind. */
  readonly kind?: 'postgres';
  readonly host: string;
  readonly port: number;
  /** Where to connect for creating databases; it is not changed itself. */
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** TLS as libpq names it; `prefer` when absent. */
  readonly sslmode?: 'disable' | 'prefer' | 'require' | 'verify-full';
}

/** A server of the learner's own. */
export type ExternalServer = ExternalPostgres;

/** The kind of service that it can stand for. */
export const externalKind = ({ kind = 'postgres' }: ExternalServer): ServiceSpec['kind'] => kind;

/** Where a service of a lab shall be instead of in a process of ours: in a container, or on a server of the learner's own. */
export type ServiceTarget = { readonly target: 'docker' } | ExternalServer;

/** Where a ready service answers. Lives only as long as the service does. */
export interface PostgresEndpoint {
  readonly kind: 'postgres';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** The learner's role. */
  readonly user: string;
  readonly password: string;
  /** `major.minor` as the server reports it. */
  readonly serverVersion: string;
}

export type ServiceEndpoint = PostgresEndpoint;

export interface ServiceProgress {
  readonly state: ServiceState;
  /** What is happening, for the person waiting. */
  readonly message: string;
  /** 0 to 1 when the amount of work is known. */
  readonly fraction?: number;
}

/** A service as views show it. */
export interface ServiceStatus {
  readonly name: string;
  readonly kind: ServiceSpec['kind'];
  readonly state: ServiceState;
  /** Why it failed, or what it is doing. */
  readonly message?: string;
  readonly endpoint?: ServiceEndpoint;
}
