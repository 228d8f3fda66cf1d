import { code, listOf } from '../../check/text/words.js';
import type { SourceLocation } from '../../check/result.js';
import { describeSql } from './describe-sql.js';
import type { PythonFailure, PythonScene } from './failure.js';
import { asSentence, didYouMean, locationOf, onPlace, placeWords } from './words.js';

/** What a learner reads about the end of a run. */
export interface PythonWords {
  readonly message: string;
  /** The next thing to look at. */
  readonly help?: string;
  readonly location?: SourceLocation;
}

type Say = (failure: PythonFailure, scene: PythonScene) => Omit<PythonWords, 'location'>;

const sayHiding: Say = (failure) => ({
  message: `Your file ${code(`${failure.hiding ?? ''}.py`)} has the name of a module: \`import ${failure.hiding ?? ''}\` finds your file in place of it.`,
  help: 'Give your file another name.',
});

const sayMissingModule: Say = (failure, { packages }) => {
  const name = failure.name?.split('.')[0] ?? '';
  const message = `There is no module ${code(name)} to import${onPlace(failure.place)}.`;
  if (packages.length === 0) return { message, help: 'This lab has nothing but the standard library of Python.' };
  return { message, help: `Beside the standard library this lab has ${listOf(packages.map(code), 12)}.` };
};

const sayImport: Say = (failure) => ({
  message: `An import fails${onPlace(failure.place)}: ${asSentence(failure.message)}`,
  help: 'Compare the name with those that the other file defines.',
});

const saySyntax: Say = (failure, { script }) => ({
  message: `${failure.place ? '' : `${code(script)}: `}This is not valid Python${onPlace(failure.place)}: ${asSentence(failure.message)}`,
  help: 'Look at this line and at the one above it: a bracket, a quote or a colon may be missing.',
});

const sayIndentation: Say = (failure) => ({
  message: `The indentation is wrong${onPlace(failure.place)}: ${asSentence(failure.message)}`,
  help: 'Indent the lines of a block by the same number of spaces, and do not mix spaces with tabs.',
});

const sayName: Say = (failure) => ({
  message: `The name ${code(failure.name ?? '?')} is used${onPlace(failure.place)}, and nothing defines it.${didYouMean(failure)}`,
  help: 'Is it spelled as where it is defined, and defined (or imported) before this line is reached?',
});

const sayUnbound: Say = (failure) => ({
  message: `The variable ${code(failure.name ?? '?')} is used${onPlace(failure.place)} before it has a value.`,
  help: 'A name that a function assigns anywhere is its own in the whole function.',
});

const sayAttribute: Say = (failure) => {
  if (failure.name === undefined || failure.owner === undefined) return sayOther(failure, noScene);
  if (failure.owner === 'NoneType') {
    const message = `What ${code(`.${failure.name}`)} is asked of${onPlace(failure.place)} is \`None\`.`;
    return { message, help: 'Does the function it comes from end with a `return`?' };
  }
  return {
    message: `A ${code(failure.owner)} has no ${code(failure.name)}: this is asked for${onPlace(failure.place)}.${didYouMean(failure)}`,
  };
};

const sayKey: Say = (failure) => ({
  message: `There is no key or column ${code(failure.key ?? failure.message)}: this is asked for${onPlace(failure.place)}.`,
  help: 'Print the keys (or `df.columns`): capitals and underscores count.',
});

const sayFile: Say = (failure, { folder }) => {
  const where = folder === '' ? 'the lab folder' : `the folder ${code(folder)}`;
  return {
    message: `There is no file or folder ${code(failure.filename ?? '?')}, which is asked for${onPlace(failure.place)}.`,
    help: `Your code runs in ${where}: paths that do not begin with a slash start there.`,
  };
};

const sayPermission: Say = (failure) => {
  const guard = /A check lets .+/.exec(failure.message)?.[0];
  if (guard === undefined) return sayOther(failure, noScene);
  return {
    message: `${guard.replace(/: '.*'$/, '')}.${failure.place ? ` This one is refused on ${placeWords(failure.place)}` : ''}${failure.filename ? `: ${code(failure.filename)}` : ''}.`,
    help: 'Use a path inside the lab folder.',
  };
};

const sayInput: Say = (failure) => ({
  message: `Your code waits for input${onPlace(failure.place)}, and in a check nobody types.`,
  help: 'Give the value a name at the top of the file in place of `input()`.',
});

const sayMemory: Say = (failure, { memory }) => ({
  message: `Your code wants more memory than the ${memory} MB that it may use${onPlace(failure.place)}.`,
  help: 'Work on one file, or one part of the rows, at a time.',
});

const sayRecursion: Say = (failure) => ({
  message: `A function calls itself again and again without an end${onPlace(failure.place)}.`,
  help: 'It needs a case in which it returns without calling itself.',
});

const sayJson: Say = (failure) => ({
  message: `A text is read as JSON${onPlace(failure.place)} and is none: ${asSentence(failure.message)}`,
  ...(/^(Extra|Trailing) data/.test(failure.message) && { help: linesHelp }),
});

const linesHelp =
  'A file with one JSON object per line is read line by line: with `lines=True` in pandas, or `json.loads(line)` for each.';

const sayDecode: Say = (failure) => ({
  message: `A text can't be read${onPlace(failure.place)}: ${asSentence(failure.message)}`,
  help: 'Name the encoding of the file: `open(path, encoding="utf-8")`.',
});

/** Causes that the text of a common exception tells, and what to look at. */
const hints: readonly (readonly [about: RegExp, help: string])[] = [
  [/Trailing data/, linesHelp],
  [
    /not all arguments converted|not enough arguments for format|(tuple|list) index out of range/,
    'Are there as many values as placeholders `%s`? One value alone is written `(value,)`.',
  ],
  [/can't adapt type 'numpy\.|can't adapt type 'Series'/, 'Give the driver plain Python values: `int(x)`, `float(x)` or `x.item()`, `row.tolist()`.'],
  [/can't adapt type 'dict'/, 'A dict is no value of a column: pass its values, or `json.dumps(…)`.'],
  [/no results to fetch/, 'Only a SELECT (or RETURNING) has rows to fetch.'],
  [/(connection|cursor) (already|is) closed/, 'Something has closed it before: look for `close()` or the end of a `with`.'],
  [/object is not subscriptable/, 'A value is used like a list or dict. Is it `None`, because a query found no row?'],
]; // prettier-ignore

const sayOther: Say = (failure) => {
  const help = hints.find(([about]) => about.test(failure.message))?.[1];
  const told = failure.message === '' ? '.' : `: ${asSentence(failure.message)}`;
  return { message: `${code(failure.type)}${onPlace(failure.place)}${told}`, ...(help !== undefined && { help }) };
};

const noScene: PythonScene = { script: '', folder: '', packages: [], memory: 0 };

/** By the name of the exception's class, or the nearest above it. */
const sayings: Readonly<Record<string, Say>> = {
  ModuleNotFoundError: sayMissingModule,
  ImportError: sayImport,
  IndentationError: sayIndentation,
  SyntaxError: saySyntax,
  UnboundLocalError: sayUnbound,
  NameError: sayName,
  AttributeError: sayAttribute,
  KeyError: sayKey,
  FileNotFoundError: sayFile,
  PermissionError: sayPermission,
  EOFError: sayInput,
  MemoryError: sayMemory,
  RecursionError: sayRecursion,
  JSONDecodeError: sayJson,
  UnicodeDecodeError: sayDecode,
};

/** An exception in a plain sentence: what is wrong, where, and what to look at. */
export const describeFailure = (failure: PythonFailure, scene: PythonScene): PythonWords => {
  if (failure.sql) return describeSql(failure.sql, failure);
  const kind = failure.kinds.find((name) => Object.hasOwn(sayings, name));
  const say = failure.hiding === undefined ? ((kind === undefined ? undefined : sayings[kind]) ?? sayOther) : sayHiding;
  const location = locationOf(failure.place);
  return { ...say(failure, scene), ...(location && { location }) };
};
