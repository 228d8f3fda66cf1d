import { describeTable } from '../../../src/core/check/feedback/describe-table.js';
import type { QueryShape } from '../../../src/core/check/feedback/query-shape.js';
import type { RowSource } from '../../../src/core/check/table.js';
import type { CompareOptions } from '../../../src/core/manifest/check-parts.js';
import { compare } from './support.js';

/** A query of one table, and what else is in it. */
export const shape = (parts: Partial<QueryShape> = {}): QueryShape => ({
  innerJoins: 0,
  outerJoins: 0,
  conditions: 0,
  merges: false,
  limited: false,
  combines: false,
  constants: [],
  ...parts,
});

/** The class, then what is said in full. */
export const told = async (
  expected: RowSource,
  actual: RowSource,
  query?: QueryShape,
  options: CompareOptions = {},
): Promise<string> => {
  const diff = await compare(expected, actual, options);
  const { diagnosis = 'none', message, help = '' } = describeTable(diff, query ? { query } : {});
  return `${diagnosis}: ${message} ${help}`;
};
