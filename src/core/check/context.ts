import type { Lab } from '../course/course.js';
import type { CancelSignal, Digest, RunningService } from '../ports.js';
import type { Tier } from '../vocabulary.js';

/** What a check kind is given to work with, beside its own spec. */
export interface CheckContext {
  /** The exercise being checked; kinds that need a default file take its only one of their language. */
  readonly exercise: { readonly id: string; readonly files: readonly string[] };
  readonly lab: Lab;
  readonly tier: Tier;
  readonly submission: Submission;
  /** Absolute path of a file of the lab (relative, inside the lab folder), for expected results and the like. */
  labFile(relativePath: string): string;
  /** A service of the lab, started and seeded; rejects with `service-failed` when it can't be had. */
  service(name?: string): Promise<RunningService>;
  /** Aborts when the run is cancelled or this check's time is up. */
  readonly signal: CancelSignal;
  readonly digest: Digest;
  /**
   * Something that several checks of one run use, made by the first that asks and ended after the last: the database in
   * which the learner's files were run, for example. A failure to make it reaches every check that asks.
   */
  shared<T>(key: string, make: () => Promise<Shared<T>>): Promise<T>;
}

export interface Shared<T> {
  readonly value: T;
  end(): Promise<void>;
}

/** The learner's files, whatever folder they lie in. Paths are relative to it, with forward slashes. */
export interface Submission {
  /** Absolute folder that holds them. */
  readonly folder: string;
  /** `undefined` when the file does not exist. Rejects with `file-unreadable` for a file that is not UTF-8 text. */
  readText(path: string): Promise<string | undefined>;
  /** Bytes, or `undefined` when the file does not exist. */
  size(path: string): Promise<number | undefined>;
  /** Absolute path, for runtimes that need one. */
  absolute(path: string): string;
}
