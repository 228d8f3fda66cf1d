import type { CheckContext } from './check/context.js';
import type { CheckOutcome } from './check/result.js';
import type { Exercise, Lab } from './course/course.js';
import type { LabProgress } from './course/progress.js';
import type { DataSpec } from './data/data-spec.js';
import type { CheckSpec } from './manifest/schema.js';
import type { ServiceEndpoint, ServiceProgress, ServiceSpec } from './service/service.js';
import type { Tier } from './vocabulary.js';

/** The part of `AbortSignal` that pure code needs; a platform `AbortSignal` is assignable to it. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface Clock {
  /** Wall clock, epoch milliseconds. */
  now(): number;
  /** Monotonic clock, milliseconds; only differences mean anything. */
  elapsed(): number;
  /** A signal that aborts with its parent, or by itself after `ms` milliseconds. Call `clear` when the work is done. */
  deadline(ms: number, parent: CancelSignal): Deadline;
}

export interface Deadline {
  readonly signal: CancelSignal;
  /** True when the time ran out (and not the parent was aborted). */
  readonly expired: boolean;
  clear(): void;
}

export interface FileInfo {
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Modification time, epoch milliseconds. Programs can set it to whatever they like. */
  readonly mtimeMs: number;
  /** Last change of anything about it (content, name, rights), epoch milliseconds: kept by the system alone. */
  readonly changedMs: number;
}

/** What a name in a folder stands for. A symbolic link is told as such, not followed. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** Files by absolute path. Every method rejects with a {@link LabError} (`file-missing`, `file-unreadable`, `permission-denied`, `disk-full`). */
export interface Files {
  readText(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** `undefined` when nothing is there. Symbolic links are followed. */
  info(path: string): Promise<FileInfo | undefined>;
  /** Names in a folder, sorted. */
  list(folder: string): Promise<readonly string[]>;
  /** What is in a folder, by name. */
  entries(folder: string): Promise<ReadonlyMap<string, EntryKind>>;
  /** Creates parent folders; rejects with `usage` when the file exists, so nothing can be overwritten. */
  create(path: string, content: Uint8Array | string): Promise<void>;
  /** Atomic (temporary file + rename); creates parent folders. */
  replace(path: string, content: Uint8Array | string): Promise<void>;
  /** A file or folder, also to another disk; creates parent folders. Rejects with `usage` when something is at `to`. */
  move(from: string, to: string): Promise<void>;
  /** A file, or a folder with all it holds; links are not followed. Resolves when nothing is there. */
  remove(path: string): Promise<void>;
}

/** Text digests for row bags and content hashes: at least 128 bits, the same on every platform. */
export type Digest = (text: string) => string;

/** What a check kind may get ready for. */
export interface Preparation {
  readonly lab: Lab;
  readonly exercise: Exercise;
  readonly tier: Tier;
  readonly signal: CancelSignal;
  onProgress(progress: ServiceProgress): void;
}

/** Runs one kind of check. A result of wrong work is an outcome; it throws only for what is broken (mapped to `error`). */
export interface CheckKind<Spec extends CheckSpec = CheckSpec> {
  readonly kind: Spec['kind'];
  /**
   * Loads or installs what the first check of this kind would have to wait for: that is not the learner's time. Called before every
   * run, while services are started; what fails here must fail again in {@link run}, which tells it.
   */
  prepare?(preparation: Preparation): Promise<unknown>;
  /** Whether it can say where the time went: {@link run} then soon rejects with a `timeout` of its own when the time is up. */
  readonly explainsTimeout?: boolean;
  run(spec: Spec, context: CheckContext): Promise<CheckOutcome>;
}

/** Who uses a service instance: learner work (`lab`), or a run that belongs to nobody's workspace (`grading`). */
export interface ServiceOwner {
  readonly labId: string;
  /** Absolute path of the learner's workspace folder, or `undefined` for grading runs. */
  readonly workspace: string | undefined;
}

/** Finds, starts and leases services. One per process; `dispose` gives back every lease. */
export interface Services {
  /** Resolves when the service answers its own protocol. Idempotent; joins a start under way, also of another process. */
  ensure(
    owner: ServiceOwner,
    name: string,
    spec: ServiceSpec,
    signal: CancelSignal,
    onProgress: (p: ServiceProgress) => void,
  ): Promise<RunningService>;
  /**
   * What {@link ensure} last gave this process, if that server still runs and its seed is as it was; else `undefined`. Costs
   * no question to the server, so what was done to its databases meanwhile is not seen or mended.
   */
  ready(owner: ServiceOwner, name: string, spec: ServiceSpec): Promise<RunningService | undefined>;
  /** From now on {@link ready} gives nothing, until the service was ensured again. */
  doubt(owner: ServiceOwner, name: string): void;
  /** Stops the service now, for every user of it. */
  stop(owner: ServiceOwner, name: string, spec: ServiceSpec): Promise<void>;
  dispose(): Promise<void>;
}

/** A service that answers. Its endpoint is gone as soon as it stops: {@link RunningService.endpoint} then throws `service-absent`. */
export interface RunningService {
  readonly kind: ServiceSpec['kind'];
  endpoint(): ServiceEndpoint;
  /** Product and version for people: `PostgreSQL 18.4`. */
  label(): string;
  /** The learner's data back to the seeded state. What was there is kept; resolves with the id of that backup. */
  resetData(): Promise<string>;
  /** Puts a backup back. What is there now is kept in turn; resolves with the id of that new backup. */
  restoreData(backup: string): Promise<string>;
}

/**
 * What the learner's files held at their attempts, kept by content: the same content is kept once per lab or quiz. Contents
 * never change. Every write is atomic; rejects as {@link Files} does.
 */
export interface Snapshots {
  /** Resolves with the name of the content, once it is safely there. */
  keep(courseId: string, itemId: string, content: Uint8Array): Promise<string>;
  /** `undefined` when it is no longer kept. */
  read(courseId: string, itemId: string, content: string): Promise<Uint8Array | undefined>;
  /** Forgets all others, but for what was kept a moment ago: another window may be about to refer to it. */
  prune(courseId: string, itemId: string, contents: ReadonlySet<string>): Promise<void>;
}

/** Authors' code that the learner agreed to, by its hash. Every write is atomic. */
export interface Agreements {
  has(hash: string): Promise<boolean>;
  add(hash: string): Promise<void>;
}

/** What is being done to data, for the person waiting. */
export interface DataProgress {
  readonly message: string;
  /** 0 to 1. */
  readonly fraction?: number;
}

/** Copies of generated data. */
export interface DataCopies {
  /**
   * Puts the files of a spec that are not there into a folder, and leaves everything else as it is. Resolves with how many were missing.
   * Rejects with `disk-full`, `permission-denied`, `cancelled`; what was copied until then stays, and each file is whole.
   */
  copyTo(
    spec: DataSpec,
    target: string,
    signal: CancelSignal,
    onProgress: (progress: DataProgress) => void,
  ): Promise<number>;
}

/** Stored progress, one record per lab or quiz. Every write is atomic, and safe against another window writing at the same time. */
export interface ProgressStore {
  /** {@link noProgress} when nothing is stored. Rejects with `state-corrupt` or `state-newer`; nothing is ever thrown away. */
  read(courseId: string, itemId: string): Promise<LabProgress>;
  /** Reads, changes and writes under a lock; resolves with what was written. */
  update(courseId: string, itemId: string, change: (before: LabProgress) => LabProgress): Promise<LabProgress>;
}
