import { referencesIn, roleOfColumn, roleOfTable } from '../check/bind/template.js';
import type { Findings } from './findings.js';
import { quote } from './quote.js';
import type { CheckSpec, LabManifest } from './schema.js';
import type { Path } from './yaml-tree.js';

type Bind = NonNullable<LabManifest['bind']>;
type Column = NonNullable<Bind[string]['columns']>[string];
type SqlSpec = Extract<CheckSpec, { kind: `sql.${string}` }>;
type SchemaSpec = Extract<CheckSpec, { kind: 'sql.schema' }>;

const namesOf = (column: Column): readonly string[] => ('names' in column ? column.names : column);

/** Rules for the roles of a lab. */
export const checkBind = (findings: Findings, bind: Bind): void => {
  for (const [role, { table, columns = {} }] of Object.entries(bind)) {
    const path = ['bind', role];
    checkNames(findings, table, [...path, 'table']);
    for (const [name, column] of Object.entries(columns)) {
      const at = [...path, 'columns', name];
      checkNames(findings, namesOf(column), 'names' in column ? [...at, 'names'] : at);
      if (/^[a-z][a-z0-9_]*$/.test(name)) continue;
      const cure = 'Use lower case letters, digits and underscores.';
      findings.add({ code: 'bad-value', message: `${quote(name)} can't be the name of a role.`, cure, path: at, at: 'key' }); // prettier-ignore
    }
  }
};

/** Names are looked for in any letters. */
const checkNames = (findings: Findings, names: readonly string[], path: Path): void =>
  findings.unique(
    'name',
    names.map((name, index) => ({ name: name.toLowerCase(), path: [...path, index] })),
    'Remove it.',
  );

/** Rules for what a check of SQL says of roles: they must be there, and stand where something is put in their place. */
export const checkRoles = (findings: Findings, check: CheckSpec, bind: Bind, path: Path): void => {
  if (check.kind === 'sql.query' || check.kind === 'sql.rows' || check.kind === 'sql.schema')
    new RoleCheck(findings, bind).check(check, path);
};

class RoleCheck {
  readonly #roles: ReadonlySet<string>;

  constructor(
    private readonly findings: Findings,
    private readonly bind: Bind,
  ) {
    this.#roles = new Set(Object.keys(bind));
  }

  check(check: SqlSpec, path: Path): void {
    if (check.kind === 'sql.query') this.#text(check.query, [...path, 'query']);
    else this.#tableCheck(check, path);
    for (const [index, { query }] of (check.diagnose ?? []).entries())
      this.#text(query, [...path, 'diagnose', index, 'query']);
    if ('expected' in check && 'query' in check.expected) this.#expected(check.expected.query, [...path, 'expected', 'query']); // prettier-ignore
  }

  #tableCheck(check: Exclude<SqlSpec, { kind: 'sql.query' }>, path: Path): void {
    const role = this.#table(check.table, [...path, 'table']);
    if (check.kind === 'sql.rows') {
      this.#columns(check.columns ?? [], role, [...path, 'columns']);
      this.#text(check.where, [...path, 'where']);
    } else {
      this.#schema(check, role, path);
    }
  }

  #schema(
    { columns = {}, primary_key = [], unique = [], foreign_keys = [] }: SchemaSpec,
    role: string | undefined,
    path: Path,
  ): void {
    // prettier-ignore
    for (const name of Object.keys(columns)) this.#column(name, role, [...path, 'columns', name]);
    this.#columns(primary_key, role, [...path, 'primary_key']);
    for (const [index, names] of unique.entries()) this.#columns(names, role, [...path, 'unique', index]);
    for (const [index, key] of foreign_keys.entries()) {
      const at = [...path, 'foreign_keys', index];
      this.#columns(key.columns, role, [...at, 'columns']);
      this.#columns(key.to ?? [], this.#table(key.references, [...at, 'references']), [...at, 'to']);
    }
  }

  /** The role of a table, if it is one of the lab's. */
  #table(table: string, path: Path): string | undefined {
    const role = roleOfTable(table);
    this.#text(table, path);
    if (role !== undefined && this.#roles.has(role)) return role;
    if (role === undefined && referencesIn(table).length > 0) {
      const cure = 'Write the role alone: its table is found in any schema.';
      this.findings.add({ code: 'bad-value', message: 'A role is the whole name of a table.', cure, path });
    }
    return undefined;
  }

  #columns(names: readonly string[], role: string | undefined, path: Path): void {
    for (const [index, name] of names.entries()) this.#column(name, role, [...path, index]);
  }

  #column(name: string, tableRole: string | undefined, path: Path): void {
    const { role, column } = roleOfColumn(name, tableRole) ?? {};
    if (role === undefined) return;
    if (column !== undefined) return this.#known(role, column, path);
    const message = `${quote(name)} stands for a table, not for a column.`;
    const cure = `Name the column as well: '{{${role}.column}}'.`;
    this.findings.add({ code: 'bad-value', message, cure, path });
  }

  #text(text: string | undefined, path: Path): void {
    for (const { role, column } of referencesIn(text ?? '')) this.#known(role, column, path);
  }

  #known(role: string, column: string | undefined, path: Path): void {
    const before = this.findings.all.length;
    this.findings.known('The lab has no role', { name: role, path }, this.#roles, "Add it under 'bind:' of the lab.");
    if (column === undefined || this.findings.all.length > before) return;
    const columns = new Set(Object.keys(this.bind[role]?.columns ?? {}));
    const lack = `The role ${quote(role)} has no column`;
    this.findings.known(lack, { name: column, path }, columns, `Add it under 'columns:' of the role.`);
  }

  #expected(query: string, path: Path): void {
    const found = referencesIn(query).find(({ role }) => this.#roles.has(role));
    if (!found) return;
    const message = `An expected query is asked of the lab's own data, where the role ${quote(found.role)} stands for nothing.`;
    this.findings.add({ code: 'bad-value', message, cure: 'Name the tables of the lab.', path });
  }
}
