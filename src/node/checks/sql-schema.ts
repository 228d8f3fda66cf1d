import type { CheckContext } from '../../core/check/context.js';
import type { CheckOutcome } from '../../core/check/result.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';
import { judgeWork } from './sql/judge.js';
import { prepareSql } from './sql/prepare.js';
import {
  tableFacts,
  typeMatches,
  type ColumnFacts,
  type ReferencedTable,
  type TableFacts,
} from './sql/schema-facts.js';
import { wantedTable, type ColumnRule, type WantedForeignKey, type WantedTable } from './sql/schema-wanted.js';
import type { Work } from './sql/submitted.js';
import type { SqlTools } from './sql/tools.js';

type Spec = SpecOf<'sql.schema'>;

/** `sql.schema`: after the learner's work has run, a table has the columns, types and keys that are asked for. */
export const sqlSchema = (tools: SqlTools): CheckKind<Spec> => ({
  kind: 'sql.schema',
  prepare: prepareSql(tools),
  run: (spec, context) =>
    judgeWork(tools, spec, context, async (work, roles) =>
      judged(wantedTable(spec, roles), spec.only ?? false, work, context),
    ),
});

const judged = async (
  wanted: WantedTable,
  only: boolean,
  { session, isolation, ran }: Work,
  { signal }: CheckContext,
): Promise<CheckOutcome> => {
  const name = `\`${wanted.name}\``;
  const facts = await tableFacts(session, wanted.identifier, signal);
  if (!facts) return { status: 'failed', message: `There is no table ${name} after ${ran} has run.`, isolation };
  const faults = [...wanted.missing, ...columnFaults(wanted, only, facts), ...keyFaults(wanted, facts)];
  if (faults.length === 0) return { status: 'passed', message: `Table ${name} is as asked for.`, isolation };
  return {
    status: 'failed',
    message: faults.join(' '),
    evidence: { kind: 'text', expected: wantedDefinition(wanted), actual: definition(wanted.name, facts) },
    isolation,
  };
};

const columnFaults = (wanted: WantedTable, only: boolean, facts: TableFacts): readonly string[] => {
  const asked = new Set(wanted.columns.map(([name]) => name));
  const extra = only ? facts.columns.filter((column) => !asked.has(column.name)) : [];
  const [noun, verb] = extra.length === 1 ? ['Column', 'was'] : ['Columns', 'were'];
  return [
    ...wanted.columns.flatMap(([name, rule]) => {
      const column = facts.columns.find((candidate) => candidate.name === name);
      return column ? ruleFaults(column, rule) : [`Column \`${name}\` is missing.`];
    }),
    ...(extra.length > 0 ? [`${noun} ${names(extra.map((column) => column.name))} ${verb} not asked for.`] : []),
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

const keyFaults = ({ primaryKey, unique, foreignKeys }: WantedTable, facts: TableFacts): readonly string[] => [
  ...(primaryKey ? primaryKeyFaults(primaryKey, facts.primaryKey) : []),
  ...unique.flatMap((columns) =>
    facts.unique.some((key) => sameSet(key, columns)) ? [] : [`Nothing keeps ${names(columns)} unique.`],
  ),
  ...foreignKeys.flatMap((wanted) =>
    facts.foreignKeys.some((key) => sameForeignKey(key, wanted))
      ? []
      : [`A foreign key from ${names(wanted.columns)} to \`${shownTable(wanted.references)}\` is missing.`],
  ),
];

const primaryKeyFaults = (wanted: readonly string[], actual: readonly string[]): readonly string[] => {
  if (sameSet(actual, wanted)) return [];
  return actual.length === 0
    ? [`There is no primary key; it should be ${names(wanted)}.`]
    : [`The primary key is ${names(actual)} and should be ${names(wanted)}.`];
};

const sameForeignKey = (key: TableFacts['foreignKeys'][number], { columns, references, to }: WantedForeignKey) =>
  sameSet(key.columns, columns) && sameTable(key.references, references) && (!to || sameSet(key.to, to));

/** Whether columns of the catalog are those that are wanted, in any order. */
const sameSet = (actual: readonly string[], wanted: readonly string[]): boolean => {
  const sorted = (list: readonly string[]): string => [...list].sort().join('\0');
  return sorted(actual) === sorted(wanted);
};

const sameTable = (actual: ReferencedTable, { schema, name }: WantedForeignKey['references']): boolean =>
  actual.name === name &&
  (schema === undefined ? actual.visible || actual.schema === 'public' : actual.schema === schema);

const names = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(', ');

const definition = (table: string, facts: TableFacts): string => {
  const lines = facts.columns.map((column) => `${column.name} ${column.type}${column.nullable ? '' : ' not null'}`);
  return shown(table, [
    ...lines,
    ...(facts.primaryKey.length > 0 ? [`primary key (${facts.primaryKey.join(', ')})`] : []),
    ...facts.foreignKeys.map(({ columns, references: { visible, schema, name } }) =>
      foreignKeyLine(columns, visible ? { name } : { schema, name }),
    ),
  ]);
};

const wantedDefinition = ({ name, columns, primaryKey, foreignKeys }: WantedTable): string => {
  const lines = columns.map(([column, rule]) =>
    [column, [rule.type ?? []].flat().join(' or '), rule.nullable === false ? 'not null' : '']
      .filter(Boolean)
      .join(' '),
  );
  return shown(name, [
    ...lines,
    ...(primaryKey ? [`primary key (${primaryKey.join(', ')})`] : []),
    ...foreignKeys.map((key) => foreignKeyLine(key.columns, key.references)),
  ]);
};

const foreignKeyLine = (columns: readonly string[], table: WantedForeignKey['references']): string =>
  `foreign key (${columns.join(', ')}) references ${shownTable(table)}`;

const shownTable = ({ schema, name }: WantedForeignKey['references']): string =>
  schema === undefined || schema === 'public' ? name : `${schema}.${name}`;

const shown = (table: string, lines: readonly string[]): string =>
  `${table}\n${lines.map((line) => `  ${line}`).join('\n')}`;
