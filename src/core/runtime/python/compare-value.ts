import { canonicalMoment, momentSeconds } from '../../check/compare/moment-text.js';
import { canonicalNumber } from '../../check/compare/number-text.js';
import { code } from '../../check/text/words.js';
import type { CompareOptions } from '../../manifest/check-parts.js';
import { isList, showJson, showPython, type JsonValue } from './show-value.js';
import { kindOf, type PythonValue } from './value.js';

/** The first place where two values differ. */
export interface ValueDifference {
  /** As Python writes it: `[2]["name"]`; empty for the whole value. */
  readonly path: string;
  /** What is wrong, for a sentence that begins with the place: ``is `2` ``, `has 2 elements`. */
  readonly is: string;
  /** What would be right, for the end of that sentence: `` `3` ``, `3 elements`. */
  readonly expected: string;
}

/** How far apart two floats may be, relative to their size, when nothing is said: `0.1 + 0.2` counts as 0.3. */
const relativeTolerance = 1e-9;

/**
 * Compares what came back with what was expected, as JSON values: tuples are lists, sets are lists in any order, dates and times are
 * their ISO texts, a table is a list of its rows. `undefined` when they are equal.
 */
export const compareValue = (
  expected: JsonValue,
  actual: PythonValue,
  options: CompareOptions = {},
  path = '',
): ValueDifference | undefined => {
  const differ = (): ValueDifference => ({ path, is: isNow(actual), expected: code(showJson(expected)) });
  if (expected === null) return actual.kind === 'none' ? undefined : differ();
  if (typeof expected === 'boolean')
    return actual.kind === 'boolean' && actual.value === expected ? undefined : differ();
  if (typeof expected === 'number') return sameNumber(String(expected), actual, options) ? undefined : differ();
  if (typeof expected === 'string') return sameText(expected, actual, options) ? undefined : differ();
  if (isList(expected)) return compareList(expected, actual, options, path);
  return compareDict(expected, actual, options, path);
};

/** An object is told by its type as well. */
const isNow = (actual: PythonValue): string =>
  actual.kind === 'other' ? `is ${kindOf(actual)}, ${code(actual.shown)}` : `is ${code(showPython(actual))}`;

const sameNumber = (expected: string, actual: PythonValue, { tolerance, types }: CompareOptions): boolean => {
  if (actual.kind !== 'number') return false;
  if (types === 'strict' && (actual.type === 'integer') !== /^-?\d+$/.test(expected)) return false;
  if (canonicalNumber(expected) === canonicalNumber(actual.text)) return true;
  const [left, right] = [Number(expected), Number(actual.text)];
  const given = tolerance?.[actual.type] ?? tolerance?.['float'];
  const natural = actual.type === 'float' ? relativeTolerance * Math.max(Math.abs(left), Math.abs(right)) : 0;
  return Math.abs(left - right) <= (given ?? natural);
};

const sameText = (expected: string, actual: PythonValue, options: CompareOptions): boolean => {
  if (actual.kind === 'text') {
    return options.case === 'insensitive'
      ? actual.value.toLowerCase() === expected.toLowerCase()
      : actual.value === expected;
  }
  // A number in quotes keeps every digit.
  if (actual.kind === 'number') return canonicalNumber(expected) !== undefined && sameNumber(expected, actual, options);
  if (actual.kind === 'datetime' || actual.kind === 'date') return sameMoment(expected, actual.text, options);
  return 'text' in actual && actual.text === expected;
};

const sameMoment = (expected: string, actual: string, { tolerance }: CompareOptions): boolean => {
  const [left, right] = [canonicalMoment(expected), canonicalMoment(actual)];
  if (left === undefined || right === undefined) return expected === actual;
  const [from, to] = [momentSeconds(left), momentSeconds(right)];
  return left === right || Math.abs(Number(from) - Number(to)) <= (tolerance?.['timestamp'] ?? 0);
};

const compareList = (
  expected: readonly JsonValue[],
  actual: PythonValue,
  options: CompareOptions,
  path: string,
): ValueDifference | undefined => {
  const items = itemsOf(actual, expected[0]);
  if (!items) return { path, is: isNow(actual), expected: code(showJson(expected)) };
  if (items.length !== expected.length) {
    const count = (length: number): string => `${length} ${length === 1 ? 'element' : 'elements'}`;
    return { path, is: `has ${count(items.length)}`, expected: count(expected.length) };
  }
  if (actual.kind === 'set' || options.order === 'any') {
    const lacking = inAnyOrder(expected, items, options);
    return lacking === undefined ? undefined : { path, is: 'lacks an element', expected: code(showJson(lacking)) };
  }
  for (const [at, item] of expected.entries()) {
    const found = compareValue(item, items[at] ?? { kind: 'none' }, options, `${path}[${at}]`);
    if (found) return found;
  }
  return undefined;
};

/** What counts as a list: rows of a table are dicts where dicts are expected, else lists. */
const itemsOf = (actual: PythonValue, sample: JsonValue | undefined): readonly PythonValue[] | undefined => {
  if (actual.kind === 'list' || actual.kind === 'set') return actual.items;
  if (actual.kind !== 'table') return undefined;
  if (typeof sample !== 'object' || sample === null || isList(sample))
    return actual.rows.map((items) => ({ kind: 'list', items }));
  return actual.rows.map((row) => ({
    kind: 'dict',
    entries: row.map((cell, at) => [{ kind: 'text', value: actual.columns[at] ?? '' }, cell]),
  }));
};

/** The first expected element that has no partner. */
const inAnyOrder = (
  expected: readonly JsonValue[],
  actual: readonly PythonValue[],
  options: CompareOptions,
): JsonValue | undefined => {
  const left = [...actual];
  return expected.find((item) => {
    const at = left.findIndex((candidate) => !compareValue(item, candidate, options));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

const compareDict = (
  expected: Readonly<Record<string, JsonValue>>,
  actual: PythonValue,
  options: CompareOptions,
  path: string,
): ValueDifference | undefined => {
  if (actual.kind !== 'dict') return { path, is: isNow(actual), expected: code(showJson(expected)) };
  const entries = new Map(actual.entries.map(([key, value]) => [keyText(key), value]));
  for (const [key, value] of Object.entries(expected)) {
    const inner = entries.get(key);
    const place = `${path}[${JSON.stringify(key)}]`;
    if (!inner) return { path: place, is: 'is not there', expected: code(showJson(value)) };
    const found = compareValue(value, inner, options, place);
    if (found) return found;
  }
  const extra = [...entries.keys()].find((key) => !Object.hasOwn(expected, key));
  if (extra === undefined) return undefined;
  return { path: `${path}[${JSON.stringify(extra)}]`, is: 'is there', expected: 'no such key' };
};

const keyText = (key: PythonValue): string => (key.kind === 'text' ? key.value : showPython(key));
