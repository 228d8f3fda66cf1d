import type { CheckOutcome } from '../../core/check/result.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import type { Benches } from './sql/benches.js';
import { catalogName, quotedName } from './sql/names.js';
import { tableFacts, typeMatches, type ColumnFacts, type TableFacts } from './sql/schema-facts.js';
import { failedOutcome } from './sql/sql-failure.js';
import { loadParser } from './sql/statements.js';
import { submitted } from './sql/submitted.js';

type Spec = SpecOf<'sql.schema'>;
type ColumnRule = NonNullable<Spec['columns']>[string];

/** `sql.schema`: after the learner's files have run, a table has the columns, types and keys that are asked for. */
export const sqlSchema = (benches: Benches): CheckKind<Spec> => ({
  kind: 'sql.schema',
  prepare: loadParser,
  async run(spec, context): Promise<CheckOutcome> {
    const work = await submitted(context, benches, spec);
    if (work.failure) return failedOutcome(work.failure, work.isolation);
    const { isolation } = work;
    const facts = await tableFacts(work.session, quotedName(spec.table), context.signal);
    if (!facts)
      return { status: 'failed', message: `There is no table \`${spec.table}\` after your file has run.`, isolation };
    const faults = [...columnFaults(spec, facts), ...keyFaults(spec, facts)];
    if (faults.length === 0)
      return { status: 'passed', message: `Table \`${spec.table}\` is as asked for.`, isolation };
    return {
      status: 'failed',
      message: faults.join(' '),
      evidence: { kind: 'text', expected: wantedDefinition(spec), actual: definition(spec.table, facts) },
      isolation,
    };
  },
});

const columnFaults = (spec: Spec, facts: TableFacts): readonly string[] => {
  const rules = Object.entries(spec.columns ?? {});
  const wanted = new Set(rules.map(([name]) => catalogName(name)));
  const extra = spec.only ? facts.columns.filter((column) => !wanted.has(column.name)) : [];
  return [
    ...rules.flatMap(([name, rule]) => {
      const column = facts.columns.find((candidate) => candidate.name === catalogName(name));
      return column ? ruleFaults(column, rule) : [`Column \`${name}\` is missing.`];
    }),
    ...(extra.length > 0
      ? [
          `${extra.length === 1 ? 'Column' : 'Columns'} ${names(extra.map((column) => column.name))} ${extra.length === 1 ? 'was' : 'were'} not asked for.`,
        ]
      : []),
  ];
};

const ruleFaults = (column: ColumnFacts, rule: ColumnRule): readonly string[] => {
  const types = rule.type === undefined ? [] : [rule.type].flat();
  const name = `\`${column.name}\``;
  return [
    ...(types.length > 0 && !types.some((type) => typeMatches(column.type, type))
      ? [`${name} is of type \`${column.type}\` and should be ${types.map((type) => `\`${type}\``).join(' or ')}.`]
      : []),
    ...(rule.nullable === false && column.nullable ? [`${name} accepts NULL and should be NOT NULL.`] : []),
    ...(rule.nullable === true && !column.nullable ? [`${name} refuses NULL, but its values can be unknown.`] : []),
    ...(rule.default === true && !column.hasDefault ? [`${name} should have a default.`] : []),
    ...(rule.default === false && column.hasDefault ? [`${name} should have no default.`] : []),
  ];
};

const keyFaults = (spec: Spec, facts: TableFacts): readonly string[] => [
  ...(spec.primary_key ? primaryKeyFaults(spec.primary_key, facts.primaryKey) : []),
  ...(spec.unique ?? []).flatMap((columns) =>
    facts.unique.some((key) => sameSet(key, columns)) ? [] : [`Nothing keeps ${names(columns)} unique.`],
  ),
  ...(spec.foreign_keys ?? []).flatMap(({ columns, references, to }) => {
    const found = facts.foreignKeys.some(
      (key) => sameSet(key.columns, columns) && sameTable(key.references, references) && (!to || sameSet(key.to, to)),
    );
    return found ? [] : [`A foreign key from ${names(columns)} to \`${references}\` is missing.`];
  }),
];

const primaryKeyFaults = (wanted: readonly string[], actual: readonly string[]): readonly string[] => {
  if (sameSet(actual, wanted)) return [];
  return actual.length === 0
    ? [`There is no primary key; it should be ${names(wanted)}.`]
    : [`The primary key is ${names(actual)} and should be ${names(wanted)}.`];
};

/** Whether columns of the catalog are those that the manifest names, in any order. */
const sameSet = (actual: readonly string[], wanted: readonly string[]): boolean => {
  const sorted = (list: readonly string[]): string => [...list].sort().join('\0');
  return sorted(actual) === sorted(wanted.map(catalogName));
};

const sameTable = (actual: string, wanted: string): boolean => {
  const whole = (name: string): string => quotedName(name).replace(/^"public"\./, '');
  return whole(actual) === whole(wanted);
};

const names = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(', ');

const definition = (table: string, facts: TableFacts): string => {
  const lines = facts.columns.map((column) => `${column.name} ${column.type}${column.nullable ? '' : ' not null'}`);
  return shown(table, [
    ...lines,
    ...(facts.primaryKey.length > 0 ? [`primary key (${facts.primaryKey.join(', ')})`] : []),
    ...facts.foreignKeys.map((key) => `foreign key (${key.columns.join(', ')}) references ${key.references}`),
  ]);
};

const wantedDefinition = (spec: Spec): string => {
  const lines = Object.entries(spec.columns ?? {}).map(([name, rule]) =>
    [name, [rule.type ?? []].flat().join(' or '), rule.nullable === false ? 'not null' : ''].filter(Boolean).join(' '),
  );
  return shown(spec.table, [
    ...lines,
    ...(spec.primary_key ? [`primary key (${spec.primary_key.join(', ')})`] : []),
    ...(spec.foreign_keys ?? []).map((key) => `foreign key (${key.columns.join(', ')}) references ${key.references}`),
  ]);
};

const shown = (table: string, lines: readonly string[]): string =>
  `${table}\n${lines.map((line) => `  ${line}`).join('\n')}`;
