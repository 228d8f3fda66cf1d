import type { BoundColumn } from '../../course/course.js';

type Kind = NonNullable<BoundColumn['as']>;
type Cast = (column: string) => string;

const same: Cast = (column) => column;

/** From here on an epoch is taken for milliseconds: as seconds it would lie beyond the year 5000. */
const milliseconds = '1e11';

/** Beyond it no timestamp can be made; NaN counts as more than any number. */
const endOfTime = '9e15';

const isoMoment = String.raw`^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*([+-]\d{2}(:?\d{2})?|Z|UTC)?)?$`;
const decimal = String.raw`^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$`;

const epoch: Cast = (column) =>
  `(timestamp 'epoch' + (case when abs(${column}) < ${milliseconds} then ${column} * 1000 when abs(${column}) < ${endOfTime} then ${column} end)::double precision * interval '1 millisecond')`;

/** What can't be read becomes NULL: a row that is not as expected, and no failure of the check. */
const fromText =
  (shape: string, cast: Cast): Cast =>
  (column) =>
    `(case when ${column} ~ '${shape}' then ${cast(column)} end)`;

const numbers = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];
const texts = ['text', 'character varying', 'character'];

const each = (types: readonly string[], cast: Cast): Readonly<Record<string, Cast>> =>
  Object.fromEntries(types.map((type) => [type, cast]));

const inUtc: Cast = (column) => `(${column} at time zone 'UTC')`;

const casts: Readonly<Record<Exclude<Kind, 'text'>, Readonly<Record<string, Cast>>>> = {
  timestamp: {
    'timestamp without time zone': same,
    'timestamp with time zone': inUtc,
    date: (column) => `${column}::timestamp`,
    // A bigint times a thousand may leave its range where a numeric does not.
    ...each(numbers, (column) => epoch(`${column}::numeric`)),
    ...each(
      texts,
      fromText(isoMoment, (column) => `(${column}::timestamptz at time zone 'UTC')`),
    ),
  },
  number: {
    ...each(numbers, same),
    ...each(
      texts,
      fromText(decimal, (column) => `${column}::numeric`),
    ),
  },
};

/**
 * SQL that reads a column of a type as what it stands for; `undefined` when that can't be done. The session's time zone must be UTC.
 * @param column the column as SQL, quoted, with its alias if it has one
 * @param type as `format_type` prints it
 */
export const expressionFor = (column: string, type: string, as: BoundColumn['as']): string | undefined => {
  if (as === undefined) return column;
  return as === 'text' ? `${column}::text` : casts[as][type.replace(/\([^)]*\)/, '')]?.(column);
};
