import { code } from '../../check/text/words.js';
import type { PythonWords } from './describe-failure.js';
import type { PythonFailure, PythonSqlError } from './failure.js';
import { asSentence, locationOf, onPlace, placeWords } from './words.js';

/** What to look at, by SQLSTATE. */
const helps: Readonly<Record<string, string>> = {
  '22P02': 'A text is given where the column is a number. Are the values in the order of the columns? An empty text is no number either.',
  '22007': 'A date or time is written in a way that PostgreSQL does not read.',
  '22008': 'A date is out of range. Milliseconds are not seconds: divide by 1000, or use `unit="ms"`.',
  '23502': 'This column accepts no NULL: give every row a value, or skip the rows without one.',
  '23503': 'The row that it refers to must be there first.',
  '23505': 'A row with this key is there already: `ON CONFLICT` says what to do then.',
  '25001': 'This statement can’t run inside a transaction: set `autocommit` on the connection first.',
  '25P02': 'An earlier statement has failed, and its transaction was not rolled back: look at the first error.',
  '42501': 'The role that connects may not do this.',
  '42601': 'Look at the place itself and at what stands before it: a comma, a bracket or a quote may be missing, or too many.',
  '42703': 'Compare the name with the columns of the table.',
  '42883': 'Is the name of the function right, and are its arguments of the right types?',
  '42P01': 'Is the table made before this line, in this database, and is its name spelled the same?',
  '42P07': 'Something made it before: `DROP TABLE IF EXISTS` first, or `CREATE TABLE IF NOT EXISTS`.',
  '55006': 'Another connection still uses the database: close it first.',
}; // prettier-ignore

/** An error that a database has reported about a statement. */
export const describeSql = (sql: PythonSqlError, failure: PythonFailure): PythonWords => {
  const said = asSentence([sql.primary ?? failure.message, sql.detail].filter(Boolean).join(' · '));
  const elsewhere = failure.place && sql.place && placeWords(failure.place) !== placeWords(sql.place);
  const from = elsewhere && failure.place ? `, called from ${placeWords(failure.place)}` : '';
  const at = sql.place ? ` (${placeWords(sql.place)}${from})` : onPlace(failure.place);
  const near = sql.line === undefined || sql.place ? '' : ` It points at ${code(around(sql.line, sql.column ?? 1))}.`;
  const help = sql.hint ? asSentence(sql.hint) : helps[sql.state];
  const location = locationOf(sql.place ?? failure.place);
  return {
    message: `PostgreSQL refuses a statement${at}: ${said}${near}`,
    ...(help !== undefined && { help }),
    ...(location && { location }),
  };
};

const shown = 50;

/** The part of a long line that a column is in. */
const around = (line: string, column: number): string => {
  const start = Math.max(0, Math.min(column - 1 - shown / 2, line.length - shown));
  return `${start > 0 ? '…' : ''}${line.slice(start, start + shown).trim()}${start + shown < line.length ? '…' : ''}`;
};
