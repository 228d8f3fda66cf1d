import { createHash } from 'node:crypto';
import { chmod, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './error-code.js';

/** Some user without rights that every Linux and macOS knows as `nobody`. */
export const nobody = 65_534;

/** Whether this process is root, whom PostgreSQL refuses to serve. */
export const isRoot = (): boolean => process.getuid?.() === 0;

const others = 0o001;

/**
 * The folder itself, unless this process is root and the folder can't be reached by others. Root's servers run as `nobody`,
 * who must get to their programs and data; root's home is closed to it on most systems. They go to a public place then,
 * one per folder, so that two homes stay apart.
 */
export const reachableFolder = async (folder: string): Promise<string> => {
  if (!isRoot() || (await isOpenToOthers(folder))) return folder;
  return path.join('/var/lib/delabs', createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 12));
};

/** Whether everyone may pass through the folder and all above it. What does not exist yet will be made so that everyone may. */
const isOpenToOthers = async (folder: string): Promise<boolean> => {
  const absolute = path.resolve(folder);
  const info = await stat(absolute).catch(() => undefined);
  if (info && (info.mode & others) === 0) return false;
  const parent = path.dirname(absolute);
  return parent === absolute || isOpenToOthers(parent);
};

/** Makes the folder and what is missing above it; root's umask must not close them to `nobody`. */
export const makeReachable = async (folder: string): Promise<void> => {
  // Not with Node's own recursion: on a read-only disk it says that the folder is missing.
  if (await stat(folder).catch(() => undefined)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeReachable(parent);
  try {
    await mkdir(folder);
    if (isRoot()) await chmod(folder, 0o755);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
};
