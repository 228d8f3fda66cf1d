import type { Cell } from '../table.js';
import { joinsNothing, joinsSomething } from './query-shape.js';
import type { ValueClass, ValueContext } from './value-class.js';

/** Cells of one column in a changed row. */
export interface CellPair {
  readonly expected: Cell;
  readonly actual: Cell;
}

/** Texts that programs write where they mean no value. */
const written = new Set(['none', 'nan', 'null', 'nat', '<na>', 'undefined', '\\n']);

/** What stands for no value where it is the same in all rows. */
const stand = (values: readonly Cell[]): string | undefined => {
  const [first] = values;
  return first !== null && first !== undefined && values.every((value) => value === first) ? first : undefined;
};

const isWritten = (text: string): boolean => written.has(text.toLowerCase());

/** True when values look made up for what is missing: one of the known texts, blank, zero, or one and the same in several rows. */
const isStandIn = (values: readonly Cell[]): boolean => {
  if (values.every((value) => value !== null && isWritten(value))) return true;
  const one = stand(values);
  return one !== undefined && (values.length > 1 || one.trim() === '' || Number(one) === 0);
};

const filledHelp = (values: readonly Cell[]): string =>
  values.every((value) => value !== null && isWritten(value))
    ? 'A missing value was turned into text on its way: pass the missing value itself (`None` in Python), so that it becomes NULL.'
    : 'Keep a missing value missing: do not fill it with 0 or an empty text.';

const emptied = (expected: readonly Cell[], { query }: ValueContext): ValueClass => {
  const text = 'It is NULL where a value is expected.';
  if (isStandIn(expected)) {
    return { diagnosis: 'null-handling', text, help: '`coalesce(value, other)` gives another value in place of NULL.' };
  }
  if (query && query.outerJoins > 0) {
    const help =
      'The join finds no partner where there is one: look at each part of its condition, types and case included.';
    return { diagnosis: 'missing-matches', text, help };
  }
  const help = joinsNothing(query)
    ? 'A calculation with NULL gives NULL, and a value that is never set is NULL; `coalesce` replaces it.'
    : 'A join that finds no partner, or a value that is never set, leaves NULL.';
  return { diagnosis: 'null-handling', text, help };
};

const filled = (actual: readonly Cell[], { query }: ValueContext): ValueClass => {
  const text = 'It has a value where NULL is expected.';
  if (isStandIn(actual) || !joinsSomething(query))
    return { diagnosis: 'null-handling', text, help: filledHelp(actual) };
  const help = 'The join finds partners that do not belong together: look for a part missing in its condition.';
  return { diagnosis: 'false-matches', text, help };
};

/** NULL on one side of all pairs; `undefined` when that is not so. */
export const classifyNull = (pairs: readonly CellPair[], context: ValueContext): ValueClass | undefined => {
  const [expected, actual] = [pairs.map((pair) => pair.expected), pairs.map((pair) => pair.actual)];
  if (actual.every((cell) => cell === null)) return emptied(expected, context);
  return expected.every((cell) => cell === null) ? filled(actual, context) : undefined;
};

/** How several columns are wrong together: as by a look-up that finds nothing, or too much. */
export const classifyNullTogether = (
  columns: readonly (readonly CellPair[])[],
  context: ValueContext,
): ValueClass | undefined => {
  if (columns.some((pairs) => pairs.length === 0)) return undefined;
  const values = (side: keyof CellPair): readonly (readonly Cell[])[] =>
    columns.map((pairs) => pairs.map((pair) => pair[side]));
  const isNull = (side: keyof CellPair): boolean => values(side).every((cells) => cells.every((cell) => cell === null));
  const standIns = (side: keyof CellPair): boolean => joinsNothing(context.query) || values(side).every(isStandIn);
  if (isNull('actual')) {
    const text = 'They are NULL where values are expected.';
    if (standIns('expected')) return { diagnosis: 'null-handling', text };
    const help =
      'The look-up finds nothing where there is something: look at each part of its condition, types and case included.';
    return { diagnosis: 'missing-matches', text, help };
  }
  if (!isNull('expected')) return undefined;
  const text = 'They have values where NULL is expected.';
  if (standIns('actual')) return { diagnosis: 'null-handling', text, help: filledHelp(values('actual').flat()) };
  const help = 'The look-up finds what does not belong together: look for a part missing in its condition.';
  return { diagnosis: 'false-matches', text, help };
};
