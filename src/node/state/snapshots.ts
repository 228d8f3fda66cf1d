import { createHash } from 'node:crypto';
import { mkdir, readdir, stat, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { isLabError } from '../../core/errors.js';
import type { Clock, Files, Snapshots } from '../../core/ports.js';
import { isMissing, onFile } from '../files/file-errors.js';
import { withLock } from '../process/file-lock.js';
import { requireId } from './record-id.js';

export interface SnapshotsOptions {
  /** Folder of everything we keep; contents lie in `attempts/<course>/<item>/<sha256>` below it. */
  readonly home: string;
  readonly files: Files;
  readonly clock: Pick<Clock, 'now'>;
}

/** Milliseconds. Between keeping a content and referring to it lies one write of the progress record. */
const graceMs = 10 * 60 * 1000;

/** A write takes milliseconds; whoever holds a lock longer is stuck. */
const lockTimeoutMs = 10_000;

const isContent = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

const nameOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** {@link Snapshots} in files that are named after what is in them. */
export class FileSnapshots implements Snapshots {
  constructor(private readonly options: SnapshotsOptions) {}

  async keep(courseId: string, itemId: string, content: Uint8Array): Promise<string> {
    const name = nameOf(content);
    const folder = this.#folder(courseId, itemId);
    await this.#alone(folder, async () => {
      const file = path.join(folder, name);
      if (!(await renewed(file, this.options.clock.now()))) await this.options.files.replace(file, content);
    });
    return name;
  }

  async read(courseId: string, itemId: string, content: string): Promise<Uint8Array | undefined> {
    if (!isContent(content)) return undefined;
    try {
      const bytes = await this.options.files.readBytes(path.join(this.#folder(courseId, itemId), content));
      // A learner's file must never be replaced by what someone else put there.
      return nameOf(bytes) === content ? bytes : undefined;
    } catch (error) {
      if (isLabError(error, 'file-missing')) return undefined;
      throw error;
    }
  }

  async prune(courseId: string, itemId: string, contents: ReadonlySet<string>): Promise<void> {
    const folder = this.#folder(courseId, itemId);
    const loose = (await onFile(folder, () => readdir(folder))).filter(
      (name) => isContent(name) && !contents.has(name),
    );
    if (loose.length === 0) return;
    await this.#alone(folder, async () => {
      for (const name of loose) await removeOld(path.join(folder, name), this.options.clock.now() - graceMs);
    });
  }

  #folder(courseId: string, itemId: string): string {
    return path.join(this.options.home, 'attempts', requireId(courseId), requireId(itemId));
  }

  /** No content goes in the moment in which another window finds it and leaves it at that. */
  async #alone(folder: string, task: () => Promise<void>): Promise<void> {
    await onFile(folder, async () => {
      await mkdir(folder, { recursive: true });
      await withLock(path.join(folder, '.lock'), { timeoutMs: lockTimeoutMs }, task);
    });
  }
}

/** True when the file is there; it then counts as just kept. */
const renewed = async (file: string, now: number): Promise<boolean> => {
  try {
    await utimes(file, now / 1000, now / 1000);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};

const removeOld = async (file: string, before: number): Promise<void> => {
  const found = await stat(file).catch(() => undefined);
  if (found && found.mtimeMs < before) await unlink(file).catch(() => undefined);
};
