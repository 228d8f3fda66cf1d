/**
 * Paths as pure code needs them: absolute folders of the machine joined with relative paths that use forward slashes
 * (manifests, submissions). Every platform's file system accepts the result.
 */
export const joinPath = (folder: string, relative: string): string =>
  folder.endsWith('/') || folder.endsWith('\\') ? folder + relative : `${folder}/${relative}`;

/** Last part of a path. */
export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** Everything before the last part, without the slash; empty when there is none. */
export const folderOf = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), 0));

/** Path below a folder, with forward slashes, or undefined when it is not inside. Compares as text; both must be absolute. */
export const relativeTo = (folder: string, path: string): string | undefined => {
  const base = folder.replaceAll('\\', '/').replace(/\/+$/, '');
  const full = path.replaceAll('\\', '/');
  return full.startsWith(`${base}/`) ? full.slice(base.length + 1) : undefined;
};
