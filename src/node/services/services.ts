import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal, RunningService, ServiceOwner, Services } from '../../core/ports.js';
import type { ExternalServer, ServiceProgress, ServiceSpec, ServiceTarget } from '../../core/service/service.js';
import { externalKind, versionOf } from '../../core/service/service.js';
import { delay } from '../process/delay.js';
import { fsError } from '../process/fs-error.js';
import type { ProcessIdentity } from '../process/identity.js';
import { attach } from './attach.js';
import { Disposables } from './disposables.js';
import { Holds } from './holds.js';
import type { Instance } from './instance.js';
import { instanceId } from './instance.js';
import type { ExternalService, Opening } from './kind.js';
import { kindOf, requireExternal, requireTarget } from './kinds.js';
import type { PlaceOptions } from './place.js';
import { ServerPlace } from './place.js';
import { portsIn } from './ports-in-use.js';
import type { InstanceOrder } from './prepare-instance.js';
import { prepareInstance } from './prepare-instance.js';
import { ScratchServers } from './scratch-servers.js';
import { stopInstance } from './stop-instance.js';

export interface ServicesOptions extends PlaceOptions {
  /** Whether a scratch server is started before it is asked for; for a process that lives long. Default: no. */
  readonly keepSpares?: boolean;
  /** Told when a service that was ensured is no longer there, though nobody asked this process to stop it. */
  readonly onLost?: (owner: ServiceOwner, name: string, reason: string) => void;
}

/** {@link Services} on this machine, or on servers of the learner's own. */
export interface LabServices extends Services {
  /** Servers for runs that execute the learner's code. */
  readonly scratch: ScratchServers;
  /** Ports of this machine on which PostgreSQL servers of learners answer at the moment, of whatever lab. */
  learnerPorts(): Promise<readonly number[]>;
  /** From now on these targets are used, by `<lab id>/<service name>`; all others are processes of ours. */
  useTargets(targets: Readonly<Record<string, ServiceTarget>>): void;
  /** Connects once and reports the server; rejects with `service-failed` and a cure when it can't. */
  testExternal(connection: ExternalServer, signal: CancelSignal): Promise<{ readonly serverVersion: string }>;
}

/** Touches nothing until a service is asked for. */
export const createServices = (options: ServicesOptions): LabServices => new SharedServices(options);

const openAttempts = 4;
const leavingMs = 50;

const loopbackNames = new Set(['127.0.0.1', '::1', 'localhost']);

/** A service as it was ensured last. */
interface Ensured {
  readonly service: RunningService;
  readonly folder: string;
  readonly server: ProcessIdentity;
  /** What it was made from: spec and state of the files it names. */
  readonly source: string;
}

const keyOf = ({ workspace, labId }: ServiceOwner, name: string): string => JSON.stringify([workspace, labId, name]);

const sourceOf = async (spec: ServiceSpec): Promise<string> => {
  const files = await Promise.all(
    kindOf(spec)
      .sources(spec)
      .map((file) => stat(file, { bigint: true }).catch(() => undefined)),
  );
  return JSON.stringify([
    spec,
    ...files.map((file) => file && `${file.ino} ${file.size} ${file.mtimeNs} ${file.ctimeNs}`),
  ]);
};

class SharedServices implements LabServices {
  readonly scratch: ScratchServers;
  readonly #place: ServerPlace;
  readonly #holds: Holds;
  readonly #opened = new Map<string, ExternalService>();
  readonly #ensured = new Map<string, Ensured>();
  #targets: Readonly<Record<string, ServiceTarget>> = {};

  constructor(private readonly options: ServicesOptions) {
    this.#place = new ServerPlace(options);
    this.#holds = new Holds(options.supervisorScript, this.#place.timings.heartbeatMs, options.log);
    const disposables = new Disposables(this.#place, options.log);
    this.scratch = new ScratchServers(this.#place, disposables, options.keepSpares ?? false);
  }

  async ensure(
    owner: ServiceOwner,
    name: string,
    spec: ServiceSpec,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void,
  ): Promise<RunningService> {
    const external = this.#externalOf(owner, name);
    const say = (message: string): void => onProgress({ state: 'starting', message });
    return external
      ? this.#outside(external, name, { owner, spec, signal, say })
      : this.#here(owner, name, spec, signal, onProgress);
  }

  async ready(owner: ServiceOwner, name: string, spec: ServiceSpec): Promise<RunningService | undefined> {
    if (this.#externalOf(owner, name)) return undefined;
    const last = this.#ensured.get(keyOf(owner, name));
    if (!last || !this.#holds.isAlive(last.folder, last.server)) return undefined;
    return (await sourceOf(spec)) === last.source ? last.service : undefined;
  }

  doubt(owner: ServiceOwner, name: string): void {
    this.#ensured.delete(keyOf(owner, name));
  }

  async #here(
    owner: ServiceOwner,
    name: string,
    spec: ServiceSpec,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void,
  ): Promise<RunningService> {
    const target = this.#targetOf(owner, name);
    requireTarget(name, spec, target);
    const { toolchain } = this.#place;
    const programs = target === 'docker' ? '' : await kindOf(spec).programs(toolchain, signal, onProgress);
    const folder = await this.#folder(owner, name, spec);
    const source = await sourceOf(spec);
    try {
      await prepareInstance(folder, this.#order(owner, programs, spec, target), { ...owner, service: name });
      const hold = await this.#holds.take(folder, (reason) => this.options.onLost?.(owner, name, reason));
      try {
        const { service, server } = await this.#open(folder, owner, spec, signal, onProgress);
        hold.keep(server);
        this.#ensured.set(keyOf(owner, name), { service, folder, server, source });
        return service;
      } finally {
        await hold.done();
      }
    } catch (error) {
      throw fsError(error, folder);
    }
  }

  /** Grading must neither take a learner's port nor wait for the disk: its data is made again at any time. */
  #order({ workspace }: ServiceOwner, programs: string, spec: ServiceSpec, target: Instance['target']): InstanceOrder {
    const { graceMs, tickMs } = this.#place.timings;
    const learner = workspace !== undefined;
    const server = { kind: spec.kind, version: versionOf(spec), target, programs };
    return { ...server, wellKnownPort: learner, durable: learner, graceMs, tickMs };
  }

  /** Someone may stop the service, or kill it, between its being ready and our work on it: then it is started again. */
  async #open(
    folder: string,
    owner: ServiceOwner,
    spec: ServiceSpec,
    signal: CancelSignal,
    onProgress: (progress: ServiceProgress) => void,
  ): Promise<{ readonly service: RunningService; readonly server: ProcessIdentity }> {
    const { supervisorScript } = this.options;
    const say = (message: string): void => onProgress({ state: 'starting', message });
    for (let attempt = 1; ; attempt += 1) {
      const { server, port } = await attach({ folder, supervisorScript, signal, onProgress });
      const isAlive = (): boolean => this.#holds.isAlive(folder, server);
      try {
        const service = await kindOf(spec).openLocal({ folder, port, isAlive }, { owner, spec, signal, say });
        return { service, server };
      } catch (error) {
        if (attempt === openAttempts) throw error;
        // A killed server closes its port a moment before it counts as gone.
        await delay(leavingMs, signal);
        if (isAlive()) throw error;
      }
    }
  }

  async #outside(external: ExternalServer, name: string, opening: Opening<ServiceSpec>): Promise<RunningService> {
    requireExternal(name, opening.spec, external);
    const key = `${opening.owner.labId}/${name}`;
    const handle = await kindOf(opening.spec).openExternal(external, opening);
    await this.#opened.get(key)?.close();
    this.#opened.set(key, handle);
    return handle.service;
  }

  async stop(owner: ServiceOwner, name: string, spec: ServiceSpec): Promise<void> {
    const key = `${owner.labId}/${name}`;
    await this.#opened.get(key)?.close();
    this.#opened.delete(key);
    const folder = await this.#folder(owner, name, spec);
    this.doubt(owner, name);
    if (!(await stat(folder).catch(() => undefined))) return;
    await this.#holds.drop(folder);
    await stopInstance(folder, this.options.supervisorScript);
  }

  useTargets(targets: Readonly<Record<string, ServiceTarget>>): void {
    this.#targets = targets;
  }

  testExternal(connection: ExternalServer, signal: CancelSignal): Promise<{ readonly serverVersion: string }> {
    return kindOf({ kind: externalKind(connection) }).testExternal(connection, signal);
  }

  async dispose(): Promise<void> {
    const opened = [...this.#opened.values()];
    this.#opened.clear();
    await Promise.all([this.#holds.dispose(), this.scratch.close(), ...opened.map((handle) => handle.close())]);
  }

  async learnerPorts(): Promise<readonly number[]> {
    const outside = Object.values(this.#targets).flatMap((target) =>
      'host' in target && externalKind(target) === 'postgres' && loopbackNames.has(target.host) ? [target.port] : [],
    );
    return [...new Set([...(await portsIn(await this.#place.root(), 'postgres')), ...outside])];
  }

  async #folder(owner: ServiceOwner, name: string, spec: ServiceSpec): Promise<string> {
    return path.join(await this.#place.root(), instanceId(owner, name, spec, this.#targetOf(owner, name)));
  }

  #externalOf(owner: ServiceOwner, name: string): ExternalServer | undefined {
    const target = this.#targets[`${owner.labId}/${name}`];
    return target && !('target' in target) ? target : undefined;
  }

  #targetOf(owner: ServiceOwner, name: string): Instance['target'] {
    const target = this.#targets[`${owner.labId}/${name}`];
    return target && 'target' in target ? target.target : 'local';
  }
}
