import type pg from 'pg';
import type { CheckOutcome, SourceLocation } from '../../../core/check/result.js';
import { countOf } from '../../../core/check/text/words.js';
import type { Isolation } from '../../../core/vocabulary.js';
import { locationAt, utf16Offset } from './position.js';

/** The learner's SQL could not be run to its end: what the server said and where. */
export interface SqlFailure {
  readonly message: string;
  readonly help?: string;
  readonly location?: SourceLocation;
}

/** What to look at, by the server's error code, where its own hint says nothing. */
const helpByCode: Readonly<Record<string, string>> = {
  '42601':
    'Look at the word it names and at the one before it: a missing comma, bracket or keyword is most often there.',
  '42P01': 'Check the spelling of the table name; names without double quotes are folded to lower case.',
  '42703':
    'Check the spelling of the column, and which table it belongs to. Text values stand in single quotes, names do not.',
  '42803': 'A column in SELECT must stand in GROUP BY or inside an aggregate such as count(…).',
  '42702': 'Two tables have a column of that name: say which one you mean with the table name or its alias before it.',
  '42883': 'Check the function’s name and the types of what you pass to it.',
  '42P07':
    'The file is run on fresh data each time: create a table once in the file, or use DROP TABLE IF EXISTS first.',
  '42501': 'The check runs your file in a database of its own and without rights on any other.',
  '23505': 'Two rows share a key that must be unique.',
  '23502': 'A column that is NOT NULL got no value.',
  '23503': 'A foreign key points to a row that is not there.',
  '22P02': 'A text could not be read as the type of its column.',
  '53400': 'Look for a join without a condition, or for a query that never comes to an end.',
  '25P02': 'An earlier statement of the transaction failed: mend that one first.',
};

const noRowsToCopy = 'Write the rows with INSERT: a check has no file or keyboard to read them from.';

/** A server error about a statement that starts at `offset` of the file, told to the learner. */
export const sqlFailure = (error: pg.DatabaseError, file: string, text: string, offset: number): SqlFailure => {
  const position = Number(error.position);
  const within = Number.isInteger(position) && position > 0 ? utf16Offset(text.slice(offset), position - 1) : 0;
  const location = locationAt(file, text, offset + within);
  if (error.message.startsWith('COPY from stdin failed'))
    return {
      message: `\`COPY … FROM STDIN\` at line ${location.line} finds no rows.`,
      help: noRowsToCopy,
      location,
    };
  const help = error.hint ?? (error.code === undefined ? undefined : helpByCode[error.code]);
  const detail = error.detail === undefined ? '' : ` ${error.detail}`;
  return {
    message: `PostgreSQL stopped at line ${location.line}: ${error.message}.${detail}`,
    ...(help === undefined ? {} : { help }),
    location,
  };
};

/** What the parser could not read. */
export const syntaxFailure = (message: string, file: string, text: string, offset: number): SqlFailure => {
  const location = locationAt(file, text, offset);
  const command = /^\\(\S+)/.exec(text.slice(offset, offset + 40))?.[0];
  if (command !== undefined)
    return {
      message: `\`${command}\` at line ${location.line} is a command of the program psql, not SQL.`,
      help: 'Take it out of the file: a check already runs in the right database.',
      location,
    };
  const afterCopy = /\bcopy\b[^;]*\bfrom\s+stdin\b/i.test(text.slice(0, offset));
  const help = afterCopy ? noRowsToCopy : helpByCode['42601'];
  return {
    message: `PostgreSQL can't read line ${location.line}: ${message}.`,
    ...(help === undefined ? {} : { help }),
    location,
  };
};

/** A result that was read only in part. `rows` have been kept. */
export const tooManyRows = (rows: number, location: SourceLocation): SqlFailure =>
  rows === 0
    ? rowTooLarge(location)
    : {
        message: `Your query returns more than ${countOf(rows, 'row')} and was stopped there.`,
        help: 'Look for a join without a condition: it pairs every row with every other.',
        location,
      };

export const rowTooLarge = (location: SourceLocation): SqlFailure => ({
  message: `Your query at line ${location.line} returns a row that is too large to be checked.`,
  help: 'Select less in one row.',
  location,
});

/** A statement that may change something, where only reading is asked for. */
export const forbiddenHere = (location: SourceLocation): SqlFailure => ({
  message: `The statement at line ${location.line} may change something; this check takes only statements that read.`,
  help: 'Answer with SELECT.',
  location,
});

/** A statement about databases or roles, on a server where only the learner's own role could run it, and on the learner's own data. */
export const aboutServer = (location: SourceLocation): SqlFailure => ({
  message: `The statement at line ${location.line} is about the databases or roles of the server; a check does not run it.`,
  help: 'Take it out of the file: a check already runs in a database of its own.',
  location,
});

export const failedOutcome = (failure: SqlFailure, isolation: Isolation): CheckOutcome => ({
  status: 'failed',
  ...failure,
  isolation,
});
