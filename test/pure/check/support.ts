import { hash } from 'node:crypto';
import { compareTables, type CompareRun } from '../../../src/core/check/compare/compare-tables.js';
import type { TableDiff } from '../../../src/core/check/result.js';
import type { Cell, Column, ColumnType, Row, RowSource } from '../../../src/core/check/table.js';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';

/** `'id:integer name'` as columns; the type is text when none is given. */
export const columns = (spec: string): Column[] =>
  spec
    .split(' ')
    .filter(Boolean)
    .map((part) => {
      const [name = '', type = 'text'] = part.split(':');
      return { name, type: type as ColumnType };
    });

/** A table that is read as a stream, and counts how often. */
export class TestTable implements RowSource {
  readonly columns: readonly Column[];
  readonly data: readonly Row[];
  passes = 0;

  constructor(spec: string | readonly Column[], data: readonly (readonly (Cell | number)[])[]) {
    this.columns = typeof spec === 'string' ? columns(spec) : spec;
    this.data = data.map((row) => row.map((cell) => (typeof cell === 'number' ? String(cell) : cell)));
  }

  async *rows(): AsyncGenerator<Row> {
    this.passes++;
    yield* this.data;
  }
}

export const table = (spec: string | readonly Column[], data: readonly (readonly (Cell | number)[])[]): TestTable =>
  new TestTable(spec, data);

export const sha = (text: string): string => hash('sha256', text, 'hex');

export const run = (changes: Partial<CompareRun> = {}): CompareRun => ({
  digest: sha,
  signal: new AbortController().signal,
  sample: 20,
  ...changes,
});

export const compare = (
  expected: RowSource,
  actual: RowSource,
  options: CompareOptions = {},
  changes: Partial<CompareRun> = {},
): Promise<TableDiff> => compareTables(expected, actual, options, run(changes));

/** Whether two tables of one column are equal: the shortest way to ask about single values. */
export const sameValue = async (
  [expectedType, expected]: readonly [ColumnType, Cell],
  [actualType, actual]: readonly [ColumnType, Cell],
  options: CompareOptions = {},
): Promise<boolean> =>
  (await compare(table(`v:${expectedType}`, [[expected]]), table(`v:${actualType}`, [[actual]]), options)).equal;
