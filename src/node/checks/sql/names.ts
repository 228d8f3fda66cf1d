/** A name of a manifest as an SQL identifier: folded to lower case like an unquoted one unless it is written in double quotes. */
export const quotedName = (name: string): string =>
  partsOf(name)
    .map((part) => (part.startsWith('"') ? part : `"${part.toLowerCase().replaceAll('"', '""')}"`))
    .join('.');

const partsOf = (name: string): readonly string[] => name.match(/"(?:[^"]|"")*"|[^.]+/g) ?? [name];

/** The name that PostgreSQL's catalog has for a name of a manifest: see {@link quotedName}. */
export const catalogName = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();

/** A table's name of a manifest as the catalog has it, and its schema where the manifest names one. */
export const catalogTable = (name: string): { readonly schema?: string; readonly name: string } => {
  const [first = '', second] = partsOf(name).map(catalogName);
  return second === undefined ? { name: first } : { schema: first, name: second };
};
