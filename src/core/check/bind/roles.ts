import type { BoundColumn, RoleSpec } from '../../course/course.js';
import { LabError } from '../../errors.js';
import { expressionFor } from './expression.js';
import type { FoundColumn, FoundTable } from './found-table.js';
import { fillIn, type RoleReference } from './template.js';
import { noColumn, noTable, wrongType } from './unresolved.js';

/** What the learner named the things that a lab's checks speak of. Every method throws `UnresolvedRole` for what is not there. */
export class Roles {
  /**
   * @param bind the lab's roles
   * @param tables the learner's, nearest first: those that an unqualified name would find before the others
   * @param database its name, for words
   */
  constructor(
    private readonly bind: Readonly<Record<string, RoleSpec>>,
    private readonly tables: readonly FoundTable[],
    private readonly database: string,
  ) {}

  /** The table of a role: the first of its names that there is, the nearest of several. */
  table(role: string): FoundTable {
    const spec = this.#spec(role);
    for (const name of spec.table) {
      const found = named(this.tables, name);
      if (found) return found;
    }
    throw noTable(spec, this.tables, this.database, this.#similar(spec));
  }

  column(role: string, column: string): FoundColumn {
    const bound = this.#bound(role, column);
    const table = this.table(role);
    for (const name of bound.names) {
      const found = named(table.columns, name);
      if (found) return found;
    }
    throw noColumn(bound, table);
  }

  /** SQL for the value of a column role. */
  expression({ role, column = '', alias }: RoleReference): string {
    const found = this.column(role, column);
    const { as } = this.#bound(role, column);
    const quoted = quote(found.name);
    const expression = expressionFor(alias === undefined ? quoted : `${alias}.${quoted}`, found.type, as);
    if (expression !== undefined) return expression;
    throw wrongType(found, this.table(role), as ?? 'text');
  }

  /** SQL of a check with what its roles stand for. */
  fill(sql: string): string {
    return fillIn(sql, (reference) =>
      reference.column === undefined ? qualified(this.table(reference.role)) : this.expression(reference),
    );
  }

  /** Names of a role's columns, in the order of the manifest. */
  columnsOf(role: string): readonly string[] {
    return Object.keys(this.#spec(role).columns);
  }

  #spec(role: string): RoleSpec {
    const spec = Object.hasOwn(this.bind, role) ? this.bind[role] : undefined;
    return spec ?? unknown(role);
  }

  #bound(role: string, column: string): BoundColumn {
    const { columns } = this.#spec(role);
    const bound = Object.hasOwn(columns, column) ? columns[column] : undefined;
    return bound ?? unknown(`${role}.${column}`);
  }

  /** The only table without a role of its own that has all the columns. It is never taken for the one that is missing. */
  #similar({ columns }: RoleSpec): FoundTable | undefined {
    const wanted = Object.values(columns);
    if (wanted.length < enoughColumns) return undefined;
    const claimed = new Set(Object.values(this.bind).flatMap(({ table }) => table.map(folded)));
    const [similar, ...more] = this.tables.filter(
      (table) =>
        !claimed.has(folded(table.name)) &&
        wanted.every(({ names }) => names.some((name) => named(table.columns, name))),
    );
    return more.length === 0 ? similar : undefined;
  }
}

/** Fewer may be found in any table. */
const enoughColumns = 3;

/** A table as SQL, with its schema. */
const qualified = ({ schema, name }: FoundTable): string => `${quote(schema)}.${quote(name)}`;

/** A name as an SQL identifier. */
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const folded = (name: string): string => name.toLowerCase();

/** The thing of this name; written in other letters only where there is none written exactly so. */
const named = <T extends { readonly name: string }>(things: readonly T[], name: string): T | undefined =>
  things.find((thing) => thing.name === name) ?? things.find((thing) => folded(thing.name) === folded(name));

const unknown = (role: string): never => {
  throw new LabError('manifest-invalid', `The lab has no role \`${role}\`.`, { cure: 'Tell the author of the lab.' });
};
