import path from 'node:path';
import type { CheckContext } from '../../core/check/context.js';
import type { Lab, LabData } from '../../core/course/course.js';
import type { DataSpec } from '../../core/data/data-spec.js';
import { LabError } from '../../core/errors.js';
import type { CancelSignal, Preparation } from '../../core/ports.js';
import type { PostgresEndpoint, PostgresSpec } from '../../core/service/service.js';
import type { ScratchPostgres } from '../services/postgres/scratch.js';
import type { ScratchServers, TakenServer } from '../services/scratch-servers.js';
import { copyTree } from './copy-tree.js';
import { copySubmission } from './submission-copy.js';
import type { WorkFolder, WorkFolders } from './work-folders.js';
import type { Workbench } from './workbench.js';

/** Generated data as files. */
export interface DataFolders {
  /** Absolute folder with the files of the data, which nobody may change; made first if it is not there. */
  folder(spec: DataSpec, signal: CancelSignal): Promise<string>;
}

export interface WorkbenchSources {
  readonly scratch: ScratchServers;
  readonly folders: WorkFolders;
  readonly data: DataFolders;
  /** Ports of this machine on which servers of learners answer. */
  learnerPorts(): Promise<readonly number[]>;
}

/** The port that courses name. */
const wellKnownPort = 5432;

/** The workbenches of one process, one per run. */
export class Workbenches {
  constructor(private readonly sources: WorkbenchSources) {}

  /** Makes ready what the first run of a lab would have to wait for. Rejects as {@link of}. */
  async prepare({ lab, tier, signal, onProgress }: Preparation): Promise<void> {
    const { scratch, data } = this.sources;
    await Promise.all([
      ...postgresOf(lab).map(([, spec]) => scratch.prepare(lab.id, spec, signal, onProgress)),
      lab.data && data.folder(lab.data[tier], signal),
    ]);
  }

  /**
   * The workbench of the run that a check belongs to: made by the first check that asks, gone after the last. To be asked for
   * anew each time before the learner's code is executed. Rejects with `manifest-invalid`, `disk-full`, `service-failed`, `usage`
   * (the folder is no lab's), `cancelled`: never the learner's wrong work.
   */
  of(context: CheckContext): Promise<Workbench> {
    return context.shared('workbench', async () => {
      const parts = new Parts(context.lab.id);
      try {
        return { value: await this.#make(context, parts), end: () => parts.end() };
      } catch (error) {
        await parts.end();
        throw error;
      }
    });
  }

  async #make({ lab, tier, submission, signal }: CheckContext, parts: Parts): Promise<Workbench> {
    const { folders, scratch, data } = this.sources;
    const work = await folders.make(lab.id);
    parts.folder = work;
    const addData = async ({ path: place, ...tiers }: LabData): Promise<void> =>
      copyTree(await data.folder(tiers[tier], signal), path.join(work.folder, place), { skips: () => false, signal });
    await inFull([
      copySubmission(submission.folder, work.folder, lab.data?.path, signal),
      lab.data && addData(lab.data),
      ...postgresOf(lab).map(async ([name, spec]) => {
        parts.servers.set(name, await scratch.take(lab.id, spec, signal, () => undefined));
      }),
    ]);
    return workbench(work.folder, parts, await this.sources.learnerPorts());
  }
}

/** What a workbench is made of, as far as it is made. */
class Parts {
  folder: WorkFolder | undefined;
  readonly servers = new Map<string, TakenServer>();

  constructor(readonly labId: string) {}

  async end(): Promise<void> {
    for (const { end } of this.servers.values()) end();
    await this.folder?.remove();
  }

  /** Without a name, the only one. */
  server(name: string | undefined): ScratchPostgres {
    const chosen = name ?? [...this.servers.keys()][0] ?? '';
    const found = this.servers.get(chosen);
    if (found) return found.postgres;
    throw new LabError('manifest-invalid', `The lab \`${this.labId}\` has no PostgreSQL service \`${chosen}\`.`, {
      cure: 'Tell the author of the lab.',
    });
  }
}

/** Settles when all have, so that nothing is still being made when what was made is ended. */
const inFull = async (work: readonly (Promise<void> | undefined)[]): Promise<void> => {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason;
};

const workbench = (folder: string, parts: Parts, learnerPorts: readonly number[]): Workbench => {
  const first = [...parts.servers.values()][0]?.postgres.endpoint();
  return {
    folder,
    env: { ...(first && libpqVariables(first)), TZ: 'UTC' },
    redirects: new Map(first ? [wellKnownPort, ...learnerPorts].map((port) => [port, first.port]) : []),
    postgres: (name) => parts.server(name),
  };
};

/** As libpq names them: every driver that builds on it reads them. */
const libpqVariables = ({ host, port, user, password, database }: PostgresEndpoint) => ({
  PGHOST: host,
  PGPORT: String(port),
  PGUSER: user,
  PGPASSWORD: password,
  PGDATABASE: database,
});

const postgresOf = (lab: Lab): readonly (readonly [string, PostgresSpec])[] =>
  Object.entries(lab.services).filter(([, { kind }]) => kind === 'postgres');
