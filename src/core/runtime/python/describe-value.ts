import { shows, type Disclosure } from '../../check/feedback/disclosure-level.js';
import type { CheckOutcome } from '../../check/result.js';
import { code, listOf } from '../../check/text/words.js';
import type { CompareOptions } from '../../manifest/check-parts.js';
import { nearest } from '../../manifest/suggest.js';
import { compareValue, type ValueDifference } from './compare-value.js';
import type { JsonValue } from './show-value.js';
import type { PythonWords } from './words.js';
import { kindOf, type PythonValue } from './value.js';

/** A call, what was expected of it, and what came. */
export interface ReturnedValue {
  readonly call: string;
  readonly expected: JsonValue;
  readonly actual: PythonValue;
  /** The value as Python shows it. */
  readonly shown: string;
}

/** Compares a value with the expected one and says in words what is wrong; no more than the level of disclosure allows. */
export const describeValue = (
  { call, expected, actual, shown }: ReturnedValue,
  compare: CompareOptions = {},
  disclose: Disclosure = 'full',
): Omit<CheckOutcome, 'isolation'> => {
  const difference = compareValue(expected, actual, compare);
  if (!difference) return { status: 'passed', message: `${code(call)} returns what it should.` };
  return {
    status: 'failed',
    message: messageOf(call, difference, disclose),
    evidence: { kind: 'text', expected: JSON.stringify(expected, undefined, 2), actual: shown },
  };
};

const messageOf = (call: string, { path, is, expected }: ValueDifference, disclose: Disclosure): string => {
  const subject = `What ${code(call)} returns`;
  if (!shows(disclose, 'columns') || (path === '' && !shows(disclose, 'rows'))) return `${subject} is not right yet.`;
  const place = path === '' ? '' : ` is not right at ${code(path)}`;
  if (!shows(disclose, 'rows')) return `${subject}${place}.`;
  const found = `${subject}${place}${place && ': it'} ${is}`;
  return shows(disclose, 'full')
    ? `${found}, and ${expected} ${expected.endsWith('elements') ? 'are' : 'is'} expected.`
    : `${found}.`;
};

/** About what is no table where rows are expected. */
export const describeNoTable = (call: string, value: PythonValue): PythonWords => ({
  message: `${code(call)} returns ${kindOf(value)}, and rows are expected.`,
  help: value.kind === 'none' ? 'Does the function end with `return`?' : 'Return a list of tuples or dicts, or a table of pandas.',
}); // prettier-ignore

/** About names that a call needs and the learner's module does not define. */
export const describeMissing = (names: readonly string[], functions: readonly string[], file: string): PythonWords => {
  const [first = ''] = names;
  const meant = nearest(first, functions);
  const has = functions.length === 0 ? 'It defines no function at all.' : `It has ${listOf(functions.map(code))}.`;
  return {
    message: `${code(file)} has no function ${listOf(names.map(code))}.${meant === undefined ? '' : ` Is ${code(meant)} the one that is meant?`}`,
    help: has,
  };
};
