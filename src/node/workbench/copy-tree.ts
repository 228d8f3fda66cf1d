import { constants, type Dirent } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readlink, realpath, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { isLabError, LabError } from '../../core/errors.js';
import type { CancelSignal } from '../../core/ports.js';
import { onFile } from '../files/file-errors.js';
import { throwIfCancelled } from '../process/delay.js';
import { isRoot } from '../process/reachable-folder.js';

export interface CopyRules {
  /** Whether a folder or file is not to be copied; `path` is relative, with forward slashes. */
  skips(path: string, entry: Dirent): boolean | Promise<boolean>;
  /** Most files to copy; undefined for any number. */
  readonly most?: number;
  readonly signal: CancelSignal;
}

/**
 * Copies what is in a folder into another, which is made. A link is made again where it leads to something inside the folder, and
 * left out where it leads out of it. Rejects with `usage` when there are too many files, `disk-full`, `cancelled`.
 */
export const copyTree = async (from: string, to: string, rules: CopyRules): Promise<void> => {
  const base = await onFile(from, () => realpath(from));
  await new TreeCopy(base, to, rules).folder('');
};

class TreeCopy {
  #files = 0;

  constructor(
    private readonly from: string,
    private readonly to: string,
    private readonly rules: CopyRules,
  ) {}

  async folder(relative: string): Promise<void> {
    throwIfCancelled(this.rules.signal);
    const [source, target] = [path.join(this.from, relative), path.join(this.to, relative)];
    await onFile(target, () => mkdir(target, { recursive: true, mode: 0o755 }));
    const entries = await onFile(source, () => readdir(source, { withFileTypes: true }));
    for (const entry of entries) {
      const inner = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (await this.rules.skips(inner, entry)) continue;
      if (entry.isDirectory()) await this.folder(inner);
      else if (entry.isFile()) await this.#file(inner);
      else if (entry.isSymbolicLink()) await this.#link(inner);
    }
  }

  async #file(relative: string): Promise<void> {
    this.#files += 1;
    if (this.rules.most !== undefined && this.#files > this.rules.most) throw tooMany(this.from, this.rules.most);
    const [source, target] = [path.join(this.from, relative), path.join(this.to, relative)];
    await onFile(target, async () => {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      // Root's servers run as someone else, and may be asked to read it.
      if (isRoot()) await chmod(target, (await stat(source)).mode | 0o444);
    }).catch((error: unknown) => {
      // An editor's temporary file may be gone by now.
      if (!isLabError(error, 'file-missing')) throw error;
    });
  }

  async #link(relative: string): Promise<void> {
    const source = path.join(this.from, relative);
    const real = await realpath(source).catch(() => undefined);
    if (real === undefined || !isInside(this.from, real)) return;
    const target = path.resolve(path.dirname(source), await readlink(source));
    const meant = path.relative(this.from, isInside(this.from, target) ? target : real);
    const kind = (await stat(real)).isDirectory() ? 'junction' : 'file';
    const place = path.join(this.to, relative);
    await onFile(place, () => symlink(path.join(this.to, meant), place, kind)).catch((error: unknown) => {
      // Windows does not let everybody make links.
      if (!isLabError(error, 'permission-denied')) throw error;
    });
  }
}

const isInside = (folder: string, file: string): boolean => {
  const relative = path.relative(folder, file);
  return relative === '' || (!path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..');
};

const tooMany = (folder: string, most: number): LabError =>
  new LabError('usage', `The lab folder holds more than ${most} files.`, {
    file: folder,
    cure: 'Move what does not belong to the lab to another place, then check again.',
  });
