import { LabError } from '../../../src/core/errors.js';
import { baseName, folderOf } from '../../../src/core/paths.js';
import type { EntryKind, Files } from '../../../src/core/ports.js';

interface Entry {
  kind: 'file' | 'link';
  text: string;
  mtimeMs: number;
  changedMs: number;
}

const unused = (): Promise<never> => Promise.reject(new Error('not needed here'));

const missing = (path: string): LabError => new LabError('file-missing', `There is no ${path}.`);

/** A disk in memory with the times that a real one keeps; `now` is its clock and everyone else's. */
export class FakeDisk {
  now = 1_000_000;
  /** Paths whose text was read, since it was last emptied. */
  readonly read: string[] = [];
  /** Called before a text is read. */
  onRead: (path: string) => void = () => undefined;
  canWrite = true;
  readonly #files = new Map<string, Entry>();
  readonly #folders = new Map<string, number>();

  write(path: string, text: string, kind: Entry['kind'] = 'file'): void {
    if (!this.#files.has(path)) this.#touchFolder(path);
    this.#files.set(path, { kind, text, mtimeMs: this.now, changedMs: this.now });
  }

  remove(path: string): void {
    for (const file of [...this.#files.keys()].filter((other) => other === path || other.startsWith(`${path}/`))) {
      this.#files.delete(file);
      this.#touchFolder(file);
    }
  }

  /** As `touch` does: the system's own time of change can't be set. */
  setModified(path: string, mtimeMs: number): void {
    const entry = this.#files.get(path);
    if (!entry) throw missing(path);
    this.#files.set(path, { ...entry, mtimeMs, changedMs: this.now });
  }

  modified(path: string): number {
    return this.#files.get(path)?.mtimeMs ?? 0;
  }

  text(path: string): string | undefined {
    return this.#files.get(path)?.text;
  }

  paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  #touchFolder(path: string): void {
    const folder = folderOf(path);
    if (folder === '') return;
    const isNew = !this.#folders.has(folder);
    this.#folders.set(folder, this.now);
    if (isNew) this.#touchFolder(folder);
  }

  readonly files: Files = {
    readText: async (path) => {
      this.onRead(path);
      this.read.push(path);
      const entry = this.#files.get(path);
      if (!entry) throw missing(path);
      return entry.text;
    },
    info: async (path) => {
      const entry = this.#files.get(path);
      if (entry) {
        const { text, mtimeMs, changedMs } = entry;
        return { kind: 'file', size: text.length, mtimeMs, changedMs };
      }
      const changedMs = this.#folders.get(path);
      return changedMs === undefined ? undefined : { kind: 'folder', size: 0, mtimeMs: changedMs, changedMs };
    },
    list: async (folder) => [...(await this.files.entries(folder)).keys()].sort(),
    entries: async (folder) => {
      if (!this.#folders.has(folder)) throw missing(folder);
      const entries = new Map<string, EntryKind>();
      for (const [path, { kind }] of this.#files) if (folderOf(path) === folder) entries.set(baseName(path), kind);
      for (const path of this.#folders.keys()) if (folderOf(path) === folder) entries.set(baseName(path), 'folder');
      return entries;
    },
    replace: async (path, content) => {
      if (!this.canWrite) throw new LabError('permission-denied', 'no');
      this.write(path, String(content));
    },
    readBytes: unused,
    create: unused,
    move: unused,
    remove: unused,
  };
}
