import type {
  Agreements,
  CheckKind,
  Clock,
  DataCopies,
  Digest,
  Files,
  ProgressStore,
  Services,
  Snapshots,
} from '../core/ports.js';
import type { Submission } from '../core/check/context.js';
import type { Catalog } from './catalog.js';

/** What the use cases need of the world; the engine and the command line build it once. */
export interface AppDeps {
  readonly files: Files;
  readonly catalog: Catalog;
  readonly services: Services;
  readonly kinds: ReadonlyMap<string, CheckKind>;
  readonly progress: ProgressStore;
  readonly data: DataCopies;
  readonly snapshots: Snapshots;
  readonly agreements: Agreements;
  readonly clock: Clock;
  readonly digest: Digest;
  newId(): string;
  /** The files of a folder as a submission, confined to it. */
  submission(folder: string): Submission;
  /** A new empty folder; `remove` deletes it and all it holds. */
  temporaryFolder(): Promise<{ readonly folder: string; remove(): Promise<void> }>;
}
