import type { Roles } from '../../core/check/bind/roles.js';
import { roleOfColumn, roleOfTable } from '../../core/check/bind/template.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { askedOutcome } from './sql/author-query.js';
import { judgeWork } from './sql/judge.js';
import { quotedName } from './sql/names.js';
import { prepareSql } from './sql/prepare.js';
import type { SqlTools } from './sql/tools.js';

type Spec = SpecOf<'sql.rows'>;

/** `sql.rows`: after the learner's work has run, a table holds the expected rows. */
export const sqlRows = (tools: SqlTools): CheckKind<Spec> => ({
  kind: 'sql.rows',
  prepare: prepareSql(tools),
  run: (spec, context) =>
    judgeWork(tools, spec, context, async (work, roles) =>
      askedOutcome(tools, spec, context, work, asked(spec, roles)),
    ),
});

const asked = ({ table, columns, where }: Spec, roles: Roles) => {
  const role = roleOfTable(table);
  const from = role === undefined ? quotedName(table) : roles.fill(table);
  const listed = columns ?? (role === undefined ? undefined : roles.columnsOf(role));
  const select = listed?.map((column) => selected(column, role, roles)).join(', ') ?? '*';
  const name = role === undefined ? table : roles.table(role).name;
  return {
    query: `select ${select} from ${from}${where === undefined ? '' : ` where ${roles.fill(where)}`}`,
    what: `table ${name}`,
  };
};

/** A column role keeps its own name, whatever the learner's column is called: that is what the expected rows name. */
const selected = (column: string, role: string | undefined, roles: Roles): string => {
  const reference = roleOfColumn(column, role);
  return reference?.column === undefined
    ? quotedName(column)
    : `${roles.expression(reference)} as ${quotedName(reference.column)}`;
};
