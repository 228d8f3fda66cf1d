import type { BoundColumn, RoleSpec } from '../../course/course.js';
import { code, listOf } from '../text/words.js';
import type { FoundColumn, FoundTable } from './found-table.js';

/** The learner's schema lacks what a check asks for: wrong work, told in words for the learner. */
export class UnresolvedRole extends Error {
  override readonly name = 'UnresolvedRole';

  constructor(
    message: string,
    readonly help?: string,
  ) {
    super(message);
  }
}

/** No table has one of the names; `similar` has all the columns. */
export const noTable = (
  spec: RoleSpec,
  tables: readonly FoundTable[],
  database: string,
  similar: FoundTable | undefined,
): UnresolvedRole => {
  const there =
    tables.length === 0
      ? `The database ${code(database)} has no tables.`
      : `The database ${code(database)} has ${listed(tables.map(({ name }) => name))}.`;
  const help =
    similar && `Is it ${code(similar.name)}? That table has all the columns. Name it ${code(spec.table[0] ?? '')}.`;
  return new UnresolvedRole(`There is no table ${named(spec.table)}. ${there}`, help);
};

/** The table has no column with one of the names. */
export const noColumn = ({ names }: BoundColumn, { name, columns }: FoundTable): UnresolvedRole => {
  const there = columns.length === 0 ? 'It has no columns.' : `It has ${listed(columns.map((column) => column.name))}.`;
  return new UnresolvedRole(`The table ${code(name)} has no column ${named(names)}. ${there}`);
};

const kinds = { timestamp: 'a point in time', number: 'a number', text: 'a text' } as const;

/** The column can't be read as what it stands for. */
export const wrongType = (
  { name, type }: FoundColumn,
  table: FoundTable,
  wanted: NonNullable<BoundColumn['as']>,
): UnresolvedRole =>
  new UnresolvedRole(
    `The column ${code(name)} of ${code(table.name)} is of type ${code(type)}, which does not hold ${kinds[wanted]}.`,
  );

const named = (names: readonly string[]): string => {
  const first = code(names[0] ?? '');
  return names.length < 2 ? first : `${first} (looked for ${listed(names)})`;
};

/** More is a wall of words. */
const most = 12;

const listed = (names: readonly string[]): string => listOf(names.map(code), most);
