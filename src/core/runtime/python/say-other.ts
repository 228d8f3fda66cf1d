import { code } from '../../check/text/words.js';
import type { PythonFailure } from './failure.js';
import { asSentence, onPlace, type Said } from './words.js';

/** About files with one JSON object on each line. */
export const linesHelp =
  'A file with one JSON object per line is read line by line: with `lines=True` in pandas, or `json.loads(line)` for each.';

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

/** An exception that nothing more is known about than its name and its text. */
export const sayOther = (failure: PythonFailure): Said => {
  const help = hints.find(([about]) => about.test(failure.message))?.[1];
  const told = failure.message === '' ? '.' : `: ${asSentence(failure.message)}`;
  return { message: `${code(failure.type)}${onPlace(failure.place)}${told}`, ...(help !== undefined && { help }) };
};
