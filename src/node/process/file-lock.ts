import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { LabError } from '../../core/errors.js';
import type { CancelSignal } from '../../core/ports.js';
import { delay, throwIfCancelled } from './delay.js';
import { errorCode } from './error-code.js';
import { isSameProcess, ownIdentity, parseIdentity } from './identity.js';

/** A lock between processes. It is void when its holder has exited, however it did. */
export interface FileLock {
  release(): Promise<void>;
}

export interface LockOptions {
  readonly signal?: CancelSignal;
  /** Milliseconds; rejects with `busy` then. Without it the wait has no end. */
  readonly timeoutMs?: number;
  /** Called again and again while someone else holds the lock. */
  readonly onWait?: () => void | Promise<void>;
  /** Milliseconds between attempts. */
  readonly pollMs?: number;
}

/** Milliseconds after which a lock file without a readable holder is taken for one that a dying process left. */
const unwrittenMs = 3000;

/** The lock, or `undefined` when a living process holds it. */
export const tryLock = async (path: string): Promise<FileLock | undefined> => {
  const text = JSON.stringify({ ...(await ownIdentity()), token: randomUUID() });
  if (await createWith(path, text)) return lockOf(path, text);
  if (!(await breakStale(path))) return undefined;
  return (await createWith(path, text)) ? lockOf(path, text) : undefined;
};

/** Waits for the lock. Rejects with `cancelled`, or `busy` after the timeout. */
export const acquireLock = async (path: string, options: LockOptions = {}): Promise<FileLock> => {
  const { signal, timeoutMs = Infinity, onWait, pollMs = 25 } = options;
  const until = performance.now() + timeoutMs;
  for (;;) {
    throwIfCancelled(signal);
    const lock = await tryLock(path);
    if (lock) return lock;
    if (performance.now() > until) {
      throw new LabError('busy', 'Another window is still at work on this.', {
        file: path,
        cure: 'Try again in a moment.',
      });
    }
    await onWait?.();
    await delay(pollMs, signal);
  }
};

/** Runs the work while holding the lock. */
export const withLock = async <T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> => {
  const lock = await acquireLock(path, options);
  try {
    return await work();
  } finally {
    await lock.release();
  }
};

/** False when the file is there already. */
const createWith = async (path: string, text: string): Promise<boolean> => {
  const file = await openNew(path);
  if (!file) return false;
  try {
    await file.writeFile(text);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return true;
};

/** Attempts at a file that Windows is still deleting: it answers EPERM for a moment. */
const deletionTries = 10;

const openNew = async (path: string): Promise<FileHandle | undefined> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open(path, 'wx', 0o644);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return undefined;
      const deleting = process.platform === 'win32' && errorCode(error) === 'EPERM';
      if (!deleting || attempt === deletionTries) throw error;
      await delay(10);
    }
  }
};

const lockOf = (path: string, text: string): FileLock => ({
  release: async () => {
    if ((await textOf(path)) === text) await rm(path, { force: true });
  },
});

const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

const ageMs = async (path: string): Promise<number> => {
  const info = await stat(path).catch(() => undefined);
  return info ? Math.abs(Date.now() - info.mtimeMs) : 0;
};

const isStale = async (path: string, text: string): Promise<boolean> => {
  const holder = parseIdentity(parse(text));
  return holder ? !(await isSameProcess(holder)) : (await ageMs(path)) > unwrittenMs;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Removes the lock of a dead holder; true when the way is free. Two processes may find it stale at once, and the slower must
 * not remove the lock that the faster has just made: only the maker of a second file may remove, after looking again.
 */
const breakStale = async (path: string): Promise<boolean> => {
  const seen = await textOf(path);
  if (seen === undefined) return true;
  if (!(await isStale(path, seen))) return false;
  const breaker = `${path}.break`;
  if (!(await createWith(breaker, ''))) {
    if ((await ageMs(breaker)) > unwrittenMs) await rm(breaker, { force: true });
    return false;
  }
  try {
    if ((await textOf(path)) === seen) await rm(path, { force: true });
  } finally {
    await rm(breaker, { force: true });
  }
  return true;
};
