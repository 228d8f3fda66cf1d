import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk of its own: it can be filled, or be made read-only for everybody. */
export interface SmallDisk {
  readonly folder: string;
  setReadOnly(readOnly: boolean): void;
  remove(): void;
}

const mount = (...args: readonly string[]): void => void execFileSync('mount', args, { stdio: 'ignore' });

/** `undefined` where none can be made: that takes root on Linux, and not every container lets it. `size` as mount takes it. */
export const openSmallDisk = (size: string): SmallDisk | undefined => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'delabs-disk-'));
  try {
    mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder);
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    setReadOnly: (readOnly) => mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder),
    remove: () => {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
};
