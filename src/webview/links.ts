/** Where a link in a lab's instructions may lead. */
export type LinkTarget =
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'none' };

const none: LinkTarget = { kind: 'none' };

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** The path of a relative link, without `./`, query and fragment; undefined for anything that could leave the lab. */
const labPath = (href: string, files: readonly string[]): string | undefined => {
  const path = decoded(href.replace(/[?#].*$/su, ''));
  if (path === undefined || path === '' || /^\/|[:\\\p{Cc}]/u.test(path)) return undefined;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const inside = parts.slice(parts.findIndex((part) => part !== '..')).join('/');
  if (files.includes(inside)) return inside;
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
};

/**
 * Judges a link by what it may do, not by what it must not: https pages, and files inside the lab (a file of the
 * exercise may be named from a folder below, `../etl.py`). Commands, scripts, other schemes and anchors lead nowhere.
 */
export const linkTarget = (href: string, files: readonly string[]): LinkTarget => {
  const trimmed = href.trim();
  if (/^https:\/\/[^\s/]/iu.test(trimmed) && URL.canParse(trimmed)) return { kind: 'web', href: new URL(trimmed).href };
  const path = labPath(trimmed, files);
  return path === undefined ? none : { kind: 'file', path };
};

/** True for a resource the host has made readable for this panel: of the panel's own origin, or VS Code's resource origin. */
export const isPanelResource = (src: string, ownOrigin: string): boolean => {
  if (!URL.canParse(src)) return false;
  const { protocol, origin, hostname } = new URL(src);
  return origin === ownOrigin || (protocol === 'https:' && hostname.endsWith('.vscode-resource.vscode-cdn.net'));
};
