import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { renamePatiently } from '../process/atomic-file.js';

/** Temporary neighbours of a file are named so that whoever owns the file can tell them from everything else. */
const temporaryName = (file: string): string =>
  path.join(path.dirname(file), `.${path.basename(file).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`);

/** True for a neighbour that an interrupted {@link replaceFile} of `base` (a name without folder) left behind. */
export const isTemporaryOf = (base: string, name: string): boolean =>
  name.startsWith(`.${base.slice(0, 80)}.`) && /^\.[0-9a-f]{12}\.tmp$/.test(name.slice(base.slice(0, 80).length + 1));

/** Writes a file that must not exist and flushes it to the disk. What could not be written whole is removed again. */
export const writeNew = async (file: string, content: Uint8Array | string, mode?: number): Promise<void> => {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(content);
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await unlink(file).catch(() => undefined);
    throw error;
  }
};

/**
 * Replaces a file as a whole: a reader, or a machine that loses power at any moment, finds the old content or the new one.
 * A symbolic link is followed; the mode of an existing file is kept. Creates parent folders.
 *
 * Done here and not by write-file-atomic 7, which ignores short writes: on a disk that fills up on the way it renames a
 * truncated file into place and reports success.
 */
export const replaceFile = async (file: string, content: Uint8Array | string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  const target = await realpath(file).catch(() => file);
  const before = await stat(target).catch(() => undefined);
  const temporary = temporaryName(target);
  await writeNew(temporary, content, before && before.mode & 0o777);
  try {
    await renamePatiently(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
};
