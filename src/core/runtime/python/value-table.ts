import type { Cell, Column, ColumnType, Table } from '../../check/table.js';
import type { PythonValue } from './value.js';

/**
 * What came back as a table, to be compared with one: a table of pandas, a list of tuples or of dicts, one dict (a row), or a list of
 * values (a column). Rows without names take those of the expected columns. `undefined` for what is no table.
 */
export const tableOf = (value: PythonValue, expected: readonly string[]): Table | undefined => {
  if (value.kind === 'table') return tableFrom(value.columns, value.rows);
  if (value.kind === 'dict') return tableOf({ kind: 'list', items: [value] }, expected);
  if (value.kind !== 'list' && value.kind !== 'set') return undefined;
  const { items } = value;
  if (items.length > 0 && items.every((item) => item.kind === 'dict')) return dictTable(items);
  const rows = items.map((item) => (item.kind === 'list' ? item.items : [item]));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const names = Array.from({ length: width }, (_, at) => expected[at] ?? `column ${at + 1}`);
  return tableFrom(rows.length === 0 ? expected : names, rows);
};

/** Columns stand as they are first met. */
const dictTable = (items: readonly (PythonValue & { readonly kind: 'dict' })[]): Table => {
  const rows = items.map(({ entries }) => new Map(entries.map(([key, cell]) => [cellOf(key) ?? 'None', cell])));
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return tableFrom(
    names,
    rows.map((row) => names.map((name) => row.get(name) ?? none)),
  );
};

const none: PythonValue = { kind: 'none' };

const tableFrom = (names: readonly string[], rows: readonly (readonly PythonValue[])[]): Table => ({
  columns: names.map((name, at): Column => ({ name, type: typeOf(rows.map((row) => row[at] ?? none)) })),
  rows: rows.map((row) => names.map((_, at) => cellOf(row[at] ?? none))),
});

const zoned = /(Z|[+-]\d\d:?\d\d)$/;

const typeOfValue = (value: PythonValue): ColumnType | undefined => {
  switch (value.kind) {
    case 'none':
      return undefined;
    case 'number':
      return value.type;
    case 'datetime':
      return zoned.test(value.text) ? 'timestamptz' : 'timestamp';
    case 'list':
    case 'set':
    case 'dict':
    case 'table':
      return 'json';
    case 'timedelta':
      return 'float';
    case 'other':
      return 'text';
    default:
      return value.kind;
  }
};

/** Types of which the later one holds the values of the earlier ones. */
const widening: readonly (readonly ColumnType[])[] = [
  ['integer', 'decimal', 'float'],
  ['date', 'timestamp', 'timestamptz'],
];

/** The one type of a column; `other`, which takes the type it is compared with, for none and for a mixture. */
const typeOf = (cells: readonly PythonValue[]): ColumnType => {
  const types = [...new Set(cells.map(typeOfValue).filter((type) => type !== undefined))];
  const [first] = types;
  if (first !== undefined && types.length === 1) return first;
  const wide = widening.find((chain) => types.length > 0 && types.every((type) => chain.includes(type)));
  return wide?.findLast((type) => types.includes(type)) ?? 'other';
};

/** The text of a value, as a database would write it. */
const cellOf = (value: PythonValue): Cell => {
  switch (value.kind) {
    case 'none':
      return null;
    case 'boolean':
      return value.value ? 't' : 'f';
    case 'text':
      return value.value;
    case 'bytes':
      return `\\x${value.text}`;
    case 'datetime':
      return value.text.replace('T', ' ');
    case 'other':
      return value.shown;
    case 'list':
    case 'set':
    case 'dict':
    case 'table':
      return JSON.stringify(plain(value));
    default:
      return value.text;
  }
};

/** As JSON has it. */
const plain = (value: PythonValue): unknown => {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'number':
      return value.type === 'decimal' ? value.text : Number(value.text);
    case 'list':
    case 'set':
      return value.items.map(plain);
    case 'dict':
      return Object.fromEntries(value.entries.map(([key, inner]) => [cellOf(key) ?? 'null', plain(inner)]));
    case 'table':
      return value.rows.map((row) => row.map(plain));
    default:
      return cellOf(value);
  }
};
