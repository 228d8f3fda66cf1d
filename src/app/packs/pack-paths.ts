/** Longest path in a pack, in UTF-16 code units: leaves room for the folder it is installed in. */
const maxPath = 200;

/** Names that Windows gives to devices, whatever their extension. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

/** Control characters, and those that make a name look like another one by changing its direction. */
const invisible = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

const segmentProblem = (segment: string): string | undefined => {
  if (segment === '..') return 'leads out of the pack';
  if (segment === '' || segment === '.') return 'has an empty part';
  if (segment.endsWith('.') || segment.endsWith(' ')) return 'has a part that ends with a dot or a space';
  if (device.test(segment)) return `has a part that is a device on Windows (${segment})`;
  return undefined;
};

/** Why a path can't be in a pack (it would leave it, or isn't a name on every system), or undefined when it can. */
export const pathProblem = (path: string): string | undefined => {
  if (invisible.test(path)) return 'has a control character';
  if (path.includes('\\')) return 'has a backslash';
  if (path.startsWith('/')) return 'is absolute';
  if (/^[a-z]:/i.test(path)) return 'has a drive letter';
  if (/[:*?"<>|]/.test(path)) return 'has a character that Windows does not allow';
  if (path.length > maxPath) return `is longer than ${maxPath} characters`;
  return path
    .split('/')
    .map(segmentProblem)
    .find((problem) => problem !== undefined);
};

/** Paths with the same key are one file on some systems (which fold case, or compose characters). */
export const pathKey = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** Two paths that can't be beside each other everywhere: the same to some system, or one a folder of the other. */
export const collision = (paths: readonly string[]): readonly [string, string] | undefined => {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const before = seen.get(pathKey(path));
    if (before !== undefined) return [before, path];
    seen.set(pathKey(path), path);
  }
  for (const path of paths) {
    const inTheWay = ancestors(pathKey(path)).map((folder) => seen.get(folder));
    const file = inTheWay.find((found) => found !== undefined);
    if (file !== undefined) return [file, path];
  }
  return undefined;
};

/** `a/b/c` -> `a`, `a/b`. */
export const ancestors = (path: string): readonly string[] => {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
};

/** Code unit order, which no locale changes. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

const leftOutNames = new Set(['node_modules', '__pycache__', 'CVS', 'Thumbs.db', 'desktop.ini']);

/** False for files and folders that are never part of a course: hidden ones, version control, caches, editor backups, packs. */
export const belongsToCourse = (name: string): boolean =>
  !name.startsWith('.') && !leftOutNames.has(name) && !/(~|\.bak|\.orig|\.rej|\.pyc|\.labpack)$/i.test(name);
