import type { Roles } from '../../../core/check/bind/roles.js';
import { roleOfColumn, roleOfTable } from '../../../core/check/bind/template.js';
import { UnresolvedRole } from '../../../core/check/bind/unresolved.js';
import type { SpecOf } from '../../../core/manifest/check-schema.js';
import { catalogName, catalogTable, quotedName } from './names.js';

type Spec = SpecOf<'sql.schema'>;
export type ColumnRule = NonNullable<Spec['columns']>[string];

export interface WantedForeignKey {
  readonly columns: readonly string[];
  readonly references: { readonly schema?: string; readonly name: string };
  readonly to?: readonly string[];
}

/** What a check asks of a table, in the names that the learner's catalog has. */
export interface WantedTable {
  /** The table as SQL. */
  readonly identifier: string;
  /** Its name for the learner. */
  readonly name: string;
  readonly columns: readonly (readonly [string, ColumnRule])[];
  readonly primaryKey?: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly foreignKeys: readonly WantedForeignKey[];
  /** What is asked of columns that are not there, and in words that they are not. */
  readonly missing: readonly string[];
}

/** Throws `UnresolvedRole` when the table is a role and not there. */
export const wantedTable = (spec: Spec, roles: Roles): WantedTable => new Resolver(roles).resolve(spec);

/** Finds the columns of roles; one that is not there is told once, and no key is asked of it. */
class Resolver {
  readonly #missing = new Set<string>();

  constructor(private readonly roles: Roles) {}

  resolve(spec: Spec): WantedTable {
    const role = roleOfTable(spec.table);
    const table = role === undefined ? undefined : this.roles.table(role);
    const columns = Object.entries(spec.columns ?? {}).flatMap(([name, rule]) => {
      const found = this.#column(name, role);
      return found === undefined ? [] : [[found, rule] as const];
    });
    const primaryKey = spec.primary_key && this.#key(spec.primary_key, role);
    return {
      identifier: table ? this.roles.fill(spec.table) : quotedName(spec.table),
      name: table?.name ?? spec.table,
      columns,
      ...(primaryKey ? { primaryKey } : {}),
      unique: (spec.unique ?? []).flatMap((names) => {
        const key = this.#key(names, role);
        return key ? [key] : [];
      }),
      foreignKeys: (spec.foreign_keys ?? []).flatMap((key) => this.#foreignKey(key, role) ?? []),
      missing: [...this.#missing],
    };
  }

  #foreignKey(
    { columns, references, to }: NonNullable<Spec['foreign_keys']>[number],
    role: string | undefined,
  ): WantedForeignKey | undefined {
    const other = roleOfTable(references);
    const table = other === undefined ? catalogTable(references) : this.#found(() => this.roles.table(other));
    const key = this.#key(columns, role);
    const target = table && to && this.#key(to, other);
    if (!table || !key || (to && !target)) return undefined;
    return { columns: key, references: table, ...(target ? { to: target } : {}) };
  }

  /** `undefined` when one of the columns is not there. */
  #key(names: readonly string[], role: string | undefined): readonly string[] | undefined {
    const found = names.map((name) => this.#column(name, role));
    return found.every((name) => name !== undefined) ? found : undefined;
  }

  #column(name: string, role: string | undefined): string | undefined {
    const { role: of, column } = roleOfColumn(name, role) ?? {};
    if (of === undefined || column === undefined) return catalogName(name);
    return this.#found(() => this.roles.column(of, column))?.name;
  }

  #found<T>(find: () => T): T | undefined {
    try {
      return find();
    } catch (error) {
      if (!(error instanceof UnresolvedRole)) throw error;
      this.#missing.add(error.message);
      return undefined;
    }
  }
}
