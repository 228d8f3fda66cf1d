import path from 'node:path';
import type { CheckContext } from '../../core/check/context.js';
import type { Lab, LabData } from '../../core/course/course.js';
import type { DataSpec } from '../../core/data/data-spec.js';
import type { CancelSignal, DataProgress, Preparation } from '../../core/ports.js';
import type { SqlSession } from '../checks/sql/session.js';
import { postgresOf } from '../services/postgres/lab-services.js';
import type { ScratchServers } from '../services/scratch-servers.js';
import { copyTree } from './copy-tree.js';
import { MadeWorkbench, Parts, type Surroundings } from './made-workbench.js';
import { copySubmission } from './submission-copy.js';
import type { WorkFolders } from './work-folders.js';
import type { Workbench } from './workbench.js';

/** Generated data as files. */
export interface DataFolders {
  /** Absolute folder with the files of the data, which nobody may change; made first if it is not there. */
  folder(spec: DataSpec, signal: CancelSignal, onProgress?: (progress: DataProgress) => void): Promise<string>;
}

export interface WorkbenchSources {
  readonly scratch: ScratchServers;
  readonly folders: WorkFolders;
  readonly data: DataFolders;
  /** Ports of this machine on which servers of learners answer. */
  learnerPorts(): Promise<readonly number[]>;
}

/** The workbenches of one process, one per run. */
export class Workbenches {
  constructor(private readonly sources: WorkbenchSources) {}

  /** Makes ready what the first run of a lab would have to wait for. Rejects as {@link of}. */
  async prepare({ lab, tier, signal, onProgress }: Omit<Preparation, 'exercise'>): Promise<void> {
    const { scratch, data } = this.sources;
    await Promise.all([
      ...[...postgresOf(lab)].map(([name, spec]) => scratch.prepare(purposeOf(lab, name), spec, signal, onProgress)),
      lab.data && data.folder(lab.data[tier], signal, (progress) => onProgress({ state: 'starting', ...progress })),
    ]);
  }

  /**
   * The workbench of the run that a check belongs to: made by the first check that asks, gone after the last. To be asked for
   * each time before the learner's code is executed: no connection of ours is in its databases then. Rejects with
   * `manifest-invalid`, `disk-full`, `service-failed`, `usage` (the folder is no lab's), `cancelled`: never wrong work.
   */
  async of(context: CheckContext): Promise<Workbench> {
    const made = await this.#madeFor(context);
    await made.endSessions();
    return made.workbench;
  }

  /**
   * A connection to a database of the run's workbench, in which nothing can be written; it is shared until the learner's code is
   * executed again, and ended by this class. Rejects as {@link of}, or as `pg` does when there is no such database.
   */
  async session(context: CheckContext, service: string | undefined, database: string): Promise<SqlSession> {
    return (await this.#madeFor(context)).session(service, database);
  }

  #madeFor(context: CheckContext): Promise<MadeWorkbench> {
    return context.shared('workbench', async () => {
      const parts = new Parts();
      try {
        const value = new MadeWorkbench(context.lab, parts, await this.#fill(parts, context));
        return { value, end: () => value.end() };
      } catch (error) {
        await parts.end();
        throw error;
      }
    });
  }

  /** Resolves with the folder and the ports that learners' servers have. */
  async #fill(parts: Parts, { lab, tier, submission, signal }: CheckContext): Promise<Surroundings> {
    const { folders, scratch, data } = this.sources;
    const work = await folders.make(lab.id);
    parts.folder = work;
    const addData = async ({ path: place, ...tiers }: LabData): Promise<void> =>
      copyTree(await data.folder(tiers[tier], signal), path.join(work.folder, place), { skips: () => false, signal });
    await inFull([
      copySubmission(submission.folder, work.folder, lab.data?.path, signal),
      lab.data && addData(lab.data),
      ...[...postgresOf(lab)].map(async ([name, spec]) => {
        parts.servers.set(name, await scratch.take(purposeOf(lab, name), spec, signal, () => undefined));
      }),
    ]);
    return { folder: work.folder, learnerPorts: await this.sources.learnerPorts() };
  }
}

/** What a scratch server is for: a lab may have several. */
const purposeOf = ({ id }: Lab, service: string): string => `${id}-${service}`;

/** Settles when all have, so that nothing is still being made when what was made is ended. */
const inFull = async (work: readonly (Promise<void> | undefined)[]): Promise<void> => {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason;
};
