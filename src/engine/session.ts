import { requireAgreement } from '../app/lab-agreement.js';
import type { Course, Lab } from '../core/course/course.js';
import { LabError, toLabError } from '../core/errors.js';
import { relativeTo } from '../core/paths.js';
import type { ServiceOwner } from '../core/ports.js';
import type { ServiceProgress, ServiceStatus } from '../core/service/service.js';
import type { World } from '../node/world.js';
import type { EngineEvents, EngineOptions } from '../protocol/engine.js';
import { TreeBuilder } from './tree.js';

/** Sends an event to the extension host. */
export type Emit = <E extends keyof EngineEvents>(event: E, payload: EngineEvents[E]) => void;

const isUnderWay = ({ state }: ServiceStatus): boolean => state === 'installing' || state === 'starting';

/** What the handlers of one window share. Made by `initialize`. */
export class EngineSession {
  readonly tree: TreeBuilder;
  trusted: boolean;
  readonly #services = new Map<string, ServiceStatus>();

  constructor(
    readonly deps: World,
    readonly options: EngineOptions,
    readonly emit: Emit,
  ) {
    this.trusted = options.trusted;
    this.tree = new TreeBuilder(
      deps,
      () => this.options.workspace,
      (labId) => this.services().filter(({ name }) => name.startsWith(`${labId}/`)),
    );
  }

  /** The learner's workspace; throws `not-trusted` or `usage` when nothing may be started here. */
  workspace(): string {
    if (!this.trusted) {
      throw new LabError('not-trusted', 'This workspace is not trusted, so nothing is run in it.', {
        cure: 'Trust the workspace and try again.',
      });
    }
    if (this.options.workspace === undefined) {
      throw new LabError('usage', 'No folder is open: a lab needs one for your files.', {
        cure: 'Open a folder and start the lab again.',
      });
    }
    return this.options.workspace;
  }

  /** Rejects with `not-trusted` when the lab runs code that the learner has not agreed to. What was shipped with us needs no agreement. */
  async requireAgreement(course: Pick<Course, 'folder'>, lab: Lab): Promise<void> {
    if (!this.isShipped(course)) await requireAgreement(this.deps, lab);
  }

  isShipped({ folder }: Pick<Course, 'folder'>): boolean {
    return (this.options.shippedFolders ?? []).some((shipped) => relativeTo(shipped, folder) !== undefined);
  }

  /** Looks for courses in the given folders and in the installed packs. */
  async refreshFolders(): Promise<void> {
    const packs = await this.deps.packs.installed();
    this.deps.catalog.setFolders([...this.options.courseFolders, ...packs.map((pack) => pack.folder)]);
    this.deps.catalog.invalidate();
  }

  owner(labId: string, workspace: string): ServiceOwner {
    return { labId, workspace };
  }

  services(): readonly ServiceStatus[] {
    return [...this.#services.values()];
  }

  /** Records and reports what a service of a lab is doing. */
  serviceProgress(
    lab: { readonly id: string; readonly title: string },
    name: string,
    kind: ServiceStatus['kind'],
    progress: ServiceProgress,
  ): void {
    const before = this.#services.get(`${lab.id}/${name}`);
    const status: ServiceStatus = { name: `${lab.id}/${name}`, kind, state: progress.state, message: progress.message };
    this.#services.set(status.name, status);
    if (before?.state !== status.state) this.emit('serviceChanged', status);
    this.progress(lab.title, progress);
  }

  /** What of a lab's services was being got ready is so no longer, however it ended: nobody must be left waiting for it. */
  settleServices(lab: { readonly id: string }, state: 'ready' | 'failed' | 'absent', message?: string): void {
    for (const before of this.services()) {
      if (!before.name.startsWith(`${lab.id}/`) || !isUnderWay(before)) continue;
      const { name, kind } = before;
      const status: ServiceStatus = { name, kind, state, ...(message === undefined ? {} : { message }) };
      this.#services.set(name, status);
      this.emit('serviceChanged', status);
    }
  }

  /** {@link settleServices} for work that failed. */
  servicesFailed(lab: { readonly id: string }, error: unknown): void {
    const { code, message } = toLabError(error);
    if (code === 'cancelled') this.settleServices(lab, 'absent');
    else this.settleServices(lab, 'failed', message);
  }

  /** What is being got ready, for the person waiting. */
  progress(title: string, { message, fraction }: Pick<ServiceProgress, 'message' | 'fraction'>): void {
    this.emit('progress', { title, message, ...(fraction === undefined ? {} : { fraction }) });
  }

  serviceReady(status: ServiceStatus): void {
    const before = this.#services.get(status.name);
    this.#services.set(status.name, status);
    if (before?.state !== 'ready') this.emit('serviceChanged', status);
  }
}
