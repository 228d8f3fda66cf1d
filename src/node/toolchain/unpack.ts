import { chmod, readdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../core/errors.js';

const prefix = 'package/native/';
const links = 'pg-symlinks.json';

/**
 * Unpacks the `native` folder of a package into an existing folder: plain files and folders inside it and nothing else.
 * Everyone may read and run the result: the server may have to run as another user than the one who installs it.
 */
export const unpackNative = async (tarball: string, target: string): Promise<void> => {
  const { x: extract } = await import('tar');
  await extract({
    file: tarball,
    cwd: target,
    strip: 2,
    strict: true,
    noMtime: true,
    preserveOwner: false,
    filter: (name, entry) => isSafe(name) && 'type' in entry && (entry.type === 'File' || entry.type === 'Directory'),
  });
  await recreateLinks(target);
  await openToAll(target);
};

const isSafe = (name: string): boolean =>
  name.startsWith(prefix) && !name.includes('\\') && !name.split('/').includes('..');

/** npm packages carry no symbolic links: this one lists them, as `native/…` paths, for a script that npm would run. */
const recreateLinks = async (target: string): Promise<void> => {
  const file = path.join(target, links);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  for (const { source, target: link } of parseLinks(text)) {
    await symlink(path.posix.basename(source), path.join(target, link.slice('native/'.length)));
  }
  await rm(file);
};

/** Throws `pack-invalid` for a list with links that leave their folder. */
export const parseLinks = (text: string): readonly { readonly source: string; readonly target: string }[] => {
  const list: unknown = JSON.parse(text);
  const sound = Array.isArray(list) && list.every(isSoundLink);
  if (!sound) throw new LabError('pack-invalid', 'The list of symbolic links in the PostgreSQL package can’t be used.');
  return list;
};

const isSoundLink = (entry: unknown): entry is { source: string; target: string } => {
  if (typeof entry !== 'object' || entry === null || !('source' in entry) || !('target' in entry)) return false;
  const { source, target } = entry;
  if (typeof source !== 'string' || typeof target !== 'string') return false;
  const inside = [source, target].every((one) => one.startsWith('native/') && isSafe(`package/${one}`));
  return inside && path.posix.dirname(source) === path.posix.dirname(target);
};

const openToAll = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  await chmod(folder, 0o755);
  const entries = await readdir(folder, { withFileTypes: true });
  const runs = path.basename(folder) === 'bin';
  await Promise.all(
    entries.map(async (entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) await openToAll(file);
      else if (entry.isFile()) await chmod(file, runs || entry.name.includes('.so') ? 0o755 : 0o644);
    }),
  );
};
