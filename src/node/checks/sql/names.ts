/** A name of a manifest as an SQL identifier: folded to lower case like an unquoted one unless it is written in double quotes. */
export const quotedName = (name: string): string => {
  const parts = name.match(/"(?:[^"]|"")*"|[^.]+/g) ?? [name];
  return parts.map((part) => (part.startsWith('"') ? part : `"${part.toLowerCase().replaceAll('"', '""')}"`)).join('.');
};

/** The name that PostgreSQL's catalog has for a name of a manifest: see {@link quotedName}. */
export const catalogName = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
