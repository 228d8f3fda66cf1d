import type { PythonValue } from './value.js';

/** A value written in a manifest. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** True for a JSON array. */
export const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** A value of a manifest as Python writes it. */
export const showJson = (value: JsonValue): string => {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isList(value)) return `[${value.map(showJson).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${showJson(inner)}`);
  return `{${entries.join(', ')}}`;
};

/** What came back, in the same way. */
export const showPython = (value: PythonValue): string => {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'text':
      return JSON.stringify(value.value);
    case 'list':
      return `[${value.items.map(showPython).join(', ')}]`;
    case 'set':
      return `{${value.items.map(showPython).join(', ')}}`;
    case 'dict':
      return `{${value.entries.map(([key, inner]) => `${showPython(key)}: ${showPython(inner)}`).join(', ')}}`;
    case 'table':
      return `a table of ${value.rows.length} rows`;
    case 'other':
      return value.shown;
    default:
      return value.text;
  }
};
