import { code } from '../../check/text/words.js';
import { linesHelp, sayOther } from './say-other.js';
import { asSentence, onPlace, placeWords, type Say } from './words.js';

export const sayFile: Say = (failure, { folder }) => {
  const where = folder === '' ? 'the lab folder' : `the folder ${code(folder)}`;
  return {
    message: `There is no file or folder ${code(failure.filename ?? '?')}, which is asked for${onPlace(failure.place)}.`,
    help: `Your code runs in ${where}: paths that do not begin with a slash start there.`,
  };
};

export const sayPermission: Say = (failure) => {
  const guard = /A check lets .+/.exec(failure.message)?.[0];
  if (guard === undefined) return sayOther(failure);
  return {
    message: `${guard.replace(/: '.*'$/, '')}.${failure.place ? ` This one is refused on ${placeWords(failure.place)}` : ''}${failure.filename ? `: ${code(failure.filename)}` : ''}.`,
    help: 'Use a path inside the lab folder.',
  };
};

export const sayInput: Say = (failure) => ({
  message: `Your code waits for input${onPlace(failure.place)}, and in a check nobody types.`,
  help: 'Give the value a name at the top of the file in place of `input()`.',
});

export const sayMemory: Say = (failure, { memory }) => ({
  message: `Your code wants more memory than the ${memory} MB that it may use${onPlace(failure.place)}.`,
  help: 'Work on one file, or one part of the rows, at a time.',
});

export const sayRecursion: Say = (failure) => ({
  message: `A function calls itself again and again without an end${onPlace(failure.place)}.`,
  help: 'It needs a case in which it returns without calling itself.',
});

export const sayJson: Say = (failure) => ({
  message: `A text is read as JSON${onPlace(failure.place)} and is none: ${asSentence(failure.message)}`,
  ...(/^(Extra|Trailing) data/.test(failure.message) && { help: linesHelp }),
});

export const sayDecode: Say = (failure) => ({
  message: `A text can't be read${onPlace(failure.place)}: ${asSentence(failure.message)}`,
  help: 'Name the encoding of the file: `open(path, encoding="utf-8")`.',
});

/** What a server says to a connection that it refuses, and what to look at. */
const refusals: readonly (readonly [about: RegExp, help: string])[] = [
  [/database "[^"]*" does not exist/, 'Which databases does the lab give? One that your code makes must be made before it is connected to.'],
  [/role "[^"]*" does not exist|password authentication failed|no password supplied/, 'Use the user and the password that the lab gives.'],
  [/could not translate host name|Name or service not known|getaddrinfo/, 'The servers of a lab are at `127.0.0.1`.'],
  [/Connection refused|timeout expired|timed out/, 'The servers of a lab are at `127.0.0.1`, on their well-known ports.'],
]; // prettier-ignore

/** A driver of a database could not do its work; most often it could not connect. */
export const sayDatabase: Say = (failure) => {
  const help = refusals.find(([about]) => about.test(failure.message))?.[1];
  if (help === undefined) return sayOther(failure);
  // The address is not the one that the code names, and the last words are the ones that matter.
  const reason =
    failure.message
      .split(/FATAL: {1,2}|failed: /)
      .at(-1)
      ?.split('\n')[0] ?? '';
  return { message: `The connection fails${onPlace(failure.place)}: ${asSentence(reason)}`, help };
};
