import { watch, type FSWatcher } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

export interface TreeWatchOptions {
  /** Folders that are not looked into; asked with an absolute path. */
  readonly isIgnored: (folder: string) => boolean;
  /** Something at this absolute path was changed, came or went. */
  readonly onChange: (path: string) => void;
}

/**
 * Watches a folder and all folders below it, also those made later. On Linux `fs.watch` can do this too, but looks at every
 * file, one after the other, before it returns: seconds for a large course, in which the engine answers nothing. Here folders
 * alone are watched, and they are found while the engine works. What can't be watched (network mounts, too many) is left out.
 */
export class TreeWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  #closed = false;

  constructor(private readonly options: TreeWatchOptions) {}

  /** Resolves when everything below the folder is watched. */
  async add(folder: string): Promise<void> {
    if (this.#closed || this.#watchers.has(folder) || !this.#watch(folder)) return;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const below = path.join(folder, entry.name);
      if (entry.isDirectory() && !this.options.isIgnored(below)) await this.add(below);
    }
  }

  /** Looks anew at what is below a folder: what it holds is no longer ignored, or is from now on. */
  async renew(folder: string): Promise<void> {
    this.#forget(folder);
    await this.add(folder);
  }

  close(): void {
    this.#closed = true;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): boolean {
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        if (name !== null) void this.#changed(path.join(folder, name), event === 'rename');
      });
      this.#watchers.set(
        folder,
        watcher.on('error', () => this.#forget(folder)),
      );
      return true;
    } catch {
      return false;
    }
  }

  async #changed(place: string, cameOrWent: boolean): Promise<void> {
    if (cameOrWent && !this.options.isIgnored(place)) {
      // A watch follows a folder that is moved away: whatever is at its place now is watched anew.
      this.#forget(place);
      const found = await lstat(place).catch(() => undefined);
      if (found?.isDirectory()) await this.add(place);
    }
    if (!this.#closed) this.options.onChange(place);
  }

  #forget(folder: string): void {
    for (const [watched, watcher] of this.#watchers) {
      if (watched !== folder && !watched.startsWith(folder + path.sep)) continue;
      watcher.close();
      this.#watchers.delete(watched);
    }
  }
}
