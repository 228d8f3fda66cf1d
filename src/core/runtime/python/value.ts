/** A value that Python code has returned, as `values.py` tells it. */
export type PythonValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `text` keeps every digit. */
  | { readonly kind: 'number'; readonly type: 'integer' | 'float' | 'decimal'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  /** ISO text; `timedelta` is seconds, `bytes` hexadecimal. */
  | { readonly kind: 'datetime' | 'date' | 'time' | 'timedelta' | 'bytes'; readonly text: string }
  | { readonly kind: 'list' | 'set'; readonly items: readonly PythonValue[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [key: PythonValue, value: PythonValue])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly PythonValue[])[];
    }
  /** What is no data: an object of a class, a function, a connection. */
  | { readonly kind: 'other'; readonly type: string; readonly shown: string };

type Tagged = Readonly<Record<string, unknown>>;

const isTagged = (value: unknown): value is Tagged => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const pairOf = (value: unknown): readonly [unknown, unknown] => [listOf(value)[0], listOf(value)[1]];

const readers: Readonly<Record<string, (inner: unknown) => PythonValue>> = {
  $int: (inner) => ({ kind: 'number', type: 'integer', text: String(inner) }),
  $float: (inner) => ({ kind: 'number', type: 'float', text: String(inner) }),
  $decimal: (inner) => ({ kind: 'number', type: 'decimal', text: String(inner) }),
  $datetime: (inner) => ({ kind: 'datetime', text: String(inner) }),
  $date: (inner) => ({ kind: 'date', text: String(inner) }),
  $time: (inner) => ({ kind: 'time', text: String(inner) }),
  $seconds: (inner) => ({ kind: 'timedelta', text: String(inner) }),
  $bytes: (inner) => ({ kind: 'bytes', text: String(inner) }),
  $set: (inner) => ({ kind: 'set', items: listOf(inner).map(readPythonValue) }),
  $dict: (inner) => ({
    kind: 'dict',
    entries: listOf(inner).map((entry) => {
      const [key, value] = pairOf(entry);
      return [readPythonValue(key), readPythonValue(value)];
    }),
  }),
  $table: (inner) => ({
    kind: 'table',
    columns: listOf(isTagged(inner) ? inner['columns'] : []).map(String),
    rows: listOf(isTagged(inner) ? inner['rows'] : []).map((row) => listOf(row).map(readPythonValue)),
  }),
  $other: (inner) => ({ kind: 'other', type: String(pairOf(inner)[0]), shown: String(pairOf(inner)[1]) }),
};

/** The value in a report. What is not as `values.py` writes it is told as `other`. */
export const readPythonValue = (json: unknown): PythonValue => {
  if (json === null) return { kind: 'none' };
  if (typeof json === 'boolean') return { kind: 'boolean', value: json };
  if (typeof json === 'string') return { kind: 'text', value: json };
  if (typeof json === 'number')
    return { kind: 'number', type: Number.isInteger(json) ? 'integer' : 'float', text: String(json) };
  if (Array.isArray(json)) return { kind: 'list', items: json.map(readPythonValue) };
  const [tag, inner] = isTagged(json) ? (Object.entries(json)[0] ?? []) : [];
  const read = tag === undefined || !Object.hasOwn(readers, tag) ? undefined : readers[tag];
  return read?.(inner) ?? { kind: 'other', type: 'unknown', shown: String(json) };
};

const names: Readonly<Record<PythonValue['kind'], string>> = {
  none: '`None`',
  boolean: 'a boolean',
  number: 'a number',
  text: 'a text',
  datetime: 'a date and time',
  date: 'a date',
  time: 'a time',
  timedelta: 'a time span',
  bytes: 'bytes',
  list: 'a list',
  set: 'a set',
  dict: 'a dict',
  table: 'a table',
  other: 'an object',
};

/** What kind of value it is, for a sentence: `a list`, `` an object of type `cursor` ``. */
export const kindOf = (value: PythonValue): string =>
  value.kind === 'other' ? `an object of type \`${value.type}\`` : names[value.kind];
