import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { noProgress, type LabProgress } from '../../core/course/progress.js';
import { isLabError, LabError } from '../../core/errors.js';
import type { Clock, Files, ProgressStore } from '../../core/ports.js';
import { isMissing, onFile } from '../files/file-errors.js';
import { acquireLock } from '../process/file-lock.js';
import { keepCorrupt, keepLastGood, lastGood, removeLeftovers } from './copies.js';
import { decodeProgress, encodeProgress, type Decoded } from './progress-shape.js';
import { RecordCache } from './record-cache.js';
import { requireId } from './record-id.js';

export interface ProgressStoreOptions {
  /** Folder of everything we keep; records lie in `progress/<course>/<item>.json` below it. */
  readonly home: string;
  readonly files: Files;
  readonly clock: Pick<Clock, 'now'>;
  /** Tells the learner that a damaged record was found, where it is kept, and what is used instead. */
  readonly report: (problem: LabError) => void;
}

/** A write takes milliseconds; whoever holds a lock longer is stuck. */
const lockTimeoutMs = 10_000;

/** {@link ProgressStore} in JSON files, one per lab or quiz, with the last good copy beside each. */
export class FileProgressStore implements ProgressStore {
  readonly #cache = new RecordCache<LabProgress>();
  /** Last update under way of each file: updates of one process wait here, not at the lock. */
  readonly #queues = new Map<string, Promise<unknown>>();
  readonly #tidied = new Set<string>();

  constructor(private readonly options: ProgressStoreOptions) {}

  async read(courseId: string, itemId: string): Promise<LabProgress> {
    const file = this.#fileOf(courseId, itemId);
    const found = await this.#load(file);
    if (found.kind === 'good') return found.progress;
    // Repairing moves files, so it is done under the lock; another window may have done it meanwhile.
    return this.#alone(file, () => this.#current(file));
  }

  async update(courseId: string, itemId: string, change: (before: LabProgress) => LabProgress): Promise<LabProgress> {
    const file = this.#fileOf(courseId, itemId);
    return this.#alone(file, async () => {
      const before = await this.#current(file);
      const after = change(before);
      if (before === after) return before;
      if (before !== noProgress) await onFile(file, () => keepLastGood(file));
      await this.#write(file, after);
      return after;
    });
  }

  #fileOf(courseId: string, itemId: string): string {
    return path.join(this.options.home, 'progress', requireId(courseId), `${requireId(itemId)}.json`);
  }

  /** What is stored, `good` with {@link noProgress} when nothing is. Rejects with `state-newer`. */
  async #load(file: string): Promise<Exclude<Decoded, { kind: 'newer' }>> {
    const stamp = await stampOf(file);
    if (stamp === undefined) return { kind: 'good', progress: noProgress };
    const cached = this.#cache.get(file, stamp);
    if (cached) return { kind: 'good', progress: cached };
    const { decoded, size } = await this.#decode(file);
    if (decoded.kind === 'newer') throw newer(file, decoded.format);
    if (decoded.kind === 'good') this.#cache.set(file, stamp, size, decoded.progress);
    return decoded;
  }

  async #decode(file: string): Promise<{ readonly decoded: Decoded; readonly size: number }> {
    try {
      const text = await this.options.files.readText(file);
      return { decoded: decodeProgress(text), size: text.length };
    } catch (error) {
      if (isLabError(error, 'file-missing')) return { decoded: { kind: 'good', progress: noProgress }, size: 0 };
      if (isLabError(error, 'file-unreadable')) return { decoded: { kind: 'corrupt', why: 'it is not text' }, size: 0 };
      throw error;
    }
  }

  /** What is stored, repaired when it was damaged. Only under the lock. */
  async #current(file: string): Promise<LabProgress> {
    const found = await this.#load(file);
    return found.kind === 'good' ? found.progress : this.#repair(file, found.why);
  }

  /** Keeps the damaged record under another name, and goes on with the last good copy or from the beginning. */
  async #repair(file: string, why: string): Promise<LabProgress> {
    try {
      const kept = await keepCorrupt(file, this.options.clock.now());
      const copy = await this.#goodCopy(file);
      if (copy) await this.#write(file, copy);
      else await this.options.files.remove(file);
      this.options.report(damaged(file, why, kept, copy !== undefined));
      return copy ?? noProgress;
    } catch (error) {
      throw new LabError(
        'state-corrupt',
        `The stored progress in \`${file}\` is damaged (${why}) and could not be moved aside.`,
        { file, cure: 'Rename the file yourself, then try again.' },
        error,
      );
    }
  }

  async #goodCopy(file: string): Promise<LabProgress | undefined> {
    if (!(await this.options.files.info(lastGood(file)))) return undefined;
    const { decoded } = await this.#decode(lastGood(file));
    return decoded.kind === 'good' ? decoded.progress : undefined;
  }

  async #write(file: string, progress: LabProgress): Promise<void> {
    const text = encodeProgress(progress);
    this.#cache.delete(file);
    await this.options.files.replace(file, text);
    const stamp = await stampOf(file);
    if (stamp !== undefined) this.#cache.set(file, stamp, text.length, progress);
  }

  /** Runs one task at a time per file, in this process and in all others. */
  async #alone<T>(file: string, task: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(file) ?? Promise.resolve();
    const mine = before.then(() => this.#locked(file, task));
    const settled = mine.catch(() => undefined);
    this.#queues.set(file, settled);
    try {
      return await mine;
    } finally {
      if (this.#queues.get(file) === settled) this.#queues.delete(file);
    }
  }

  async #locked<T>(file: string, task: () => Promise<T>): Promise<T> {
    const lock = await onFile(file, async () => {
      await mkdir(path.dirname(file), { recursive: true });
      return acquireLock(`${file}.lock`, { timeoutMs: lockTimeoutMs });
    });
    try {
      if (!this.#tidied.has(file)) await onFile(file, () => removeLeftovers(file));
      this.#tidied.add(file);
      return await task();
    } finally {
      await lock.release();
    }
  }
}

/** Changes whenever the file is replaced: its identity, size and time of change. Undefined when there is no file. */
const stampOf = (file: string): Promise<string | undefined> =>
  onFile(file, async () => {
    const found = await stat(file, { bigint: true }).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    return found && `${found.ino} ${found.size} ${found.mtimeNs}`;
  });

const newer = (file: string, format: number): LabError =>
  new LabError(
    'state-newer',
    `The progress in \`${file}\` was stored by a newer version of Data Engineering Labs (format ${format}).`,
    { file, cure: 'Update the extension; the file is left as it is.' },
  );

const damaged = (file: string, why: string, kept: string, recovered: boolean): LabError =>
  new LabError(
    'state-corrupt',
    recovered
      ? `The stored progress in \`${file}\` was damaged (${why}). The last good copy is used; at most the newest attempt is missing.`
      : `The stored progress in \`${file}\` was damaged (${why}) and there is no good copy. This lab starts without attempts; your own files are untouched.`,
    { file: kept, cure: `The damaged record is kept in \`${kept}\`.` },
  );
