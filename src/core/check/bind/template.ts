/** A role that SQL of a check names: `{{songplays}}`, `{{songplays.start_time}}` or, with an alias, `{{p.songplays.start_time}}`. */
export interface RoleReference {
  readonly role: string;
  readonly column?: string;
  readonly alias?: string;
}

const word = '[A-Za-z_][A-Za-z0-9_]*';
const pattern = new RegExp(`\\{\\{\\s*(${word}(?:\\.${word}){0,2})\\s*\\}\\}`, 'g');

/** Every role that a text names, in its order. */
export const referencesIn = (text: string): readonly RoleReference[] =>
  [...text.matchAll(pattern)].map(([, parts = '']) => referenceOf(parts));

/** The role that a text names and nothing else: `{{users}}`. */
const soleReference = (text: string): RoleReference | undefined => {
  const [match] = text.trim().matchAll(pattern);
  return match && match[0] === text.trim() ? referenceOf(match[1] ?? '') : undefined;
};

/** The role that the `table:` of a check names; `undefined` for a table's own name. */
export const roleOfTable = (table: string): string | undefined => soleReference(table)?.role;

/**
 * The column role that a check's list of columns names; `undefined` for a column's own name.
 * @param tableRole role of the table: its columns are listed by their roles, without braces
 */
export const roleOfColumn = (column: string, tableRole: string | undefined): RoleReference | undefined =>
  soleReference(column) ?? (tableRole === undefined ? undefined : { role: tableRole, column });

/** The text with every role replaced. */
export const fillIn = (text: string, replace: (reference: RoleReference) => string): string =>
  text.replace(pattern, (_whole, parts: string) => replace(referenceOf(parts)));

const referenceOf = (parts: string): RoleReference => {
  const [first = '', second, third] = parts.split('.');
  if (second === undefined) return { role: first };
  return third === undefined ? { role: first, column: second } : { alias: first, role: second, column: third };
};
